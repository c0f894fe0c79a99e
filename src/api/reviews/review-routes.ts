import { z } from 'zod';

import { type Account, type Automation, type Review, armId } from '#automation';

import { optionalText, readBody } from '../http/body.ts';
import { type Route, type RouteContext, accountPath } from '../http/routes.ts';

const body = z.object({ comment: optionalText });

/** Ours: a draft is published when somebody else has approved its text, where the account wants that. */
export function reviewRoutes({ reviews }: Automation): Route[] {
  const kind = 'Microsoft.Automation/automationAccounts/runbooks/reviews';
  const path = `${accountPath}/runbooks/:runbook/reviews`;
  const runbookOf = (context: RouteContext): string => context.path['runbook'] ?? '';
  const idOf = (context: RouteContext): string => context.path['review'] ?? '';
  const commentOf = (context: RouteContext): string => readBody(context, body).comment ?? '';

  const decision = (
    operation: Route['operation'],
    verb: 'approve' | 'reject',
    decide: typeof reviews.approve,
  ): Route => ({
    operation,
    method: 'POST',
    path: `${path}/:review/${verb}`,
    action: `${kind}/${verb}/action`,
    body,
    handle: async (context) => {
      const account = await context.account();
      const comment = commentOf(context);
      return showReview(
        account,
        await decide(account, runbookOf(context), idOf(context), comment, context.actor),
      );
    },
  });

  return [
    {
      operation: 'Tenantry_ListReviews',
      method: 'GET',
      path,
      action: `${kind}/read`,
      handle: async (context) => {
        const account = await context.account();
        const all = await reviews.list(account.id, runbookOf(context));
        return { value: all.map((review) => showReview(account, review)) };
      },
    },
    {
      operation: 'Tenantry_RequestReview',
      method: 'POST',
      path,
      action: `${kind}/write`,
      body,
      answers: { 201: 'json' },
      handle: async (context) => {
        const account = await context.account();
        const comment = commentOf(context);
        const review = await reviews.request(account, runbookOf(context), comment, context.actor);
        const { url } = context.request;
        context.reply
          .code(201)
          .header('location', `${context.origin}${url.replace(/\/?(\?|$)/, `/${review.id}$1`)}`);
        return showReview(account, review);
      },
    },
    {
      operation: 'Tenantry_GetReview',
      method: 'GET',
      path: `${path}/:review`,
      action: `${kind}/read`,
      handle: async (context) => {
        const account = await context.account();
        const { review, diff } = await reviews.get(account.id, runbookOf(context), idOf(context));
        return showReview(account, review, diff);
      },
    },
    decision('Tenantry_ApproveReview', 'approve', reviews.approve),
    decision('Tenantry_RejectReview', 'reject', reviews.reject),
  ];
}

function showReview(account: Account, review: Review, diff?: string): unknown {
  const { id, runbook, createdAt, decidedAt, ...properties } = review;
  return {
    id: `${armId(account)}/runbooks/${runbook}/reviews/${id}`,
    name: id,
    type: 'Microsoft.Automation/AutomationAccounts/Runbooks/Reviews',
    properties: {
      runbook: { name: runbook },
      ...properties,
      creationTime: createdAt.toISOString(),
      decisionTime: decidedAt?.toISOString() ?? null,
      ...(diff !== undefined && { diff }),
    },
  };
}
