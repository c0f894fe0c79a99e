import type { AlertMessage } from '../telling.ts';
import type { AlertDestination, HttpSecrets } from './destination.ts';
import { headingOf, factsOf } from './wording.ts';
import { postJson } from './post.ts';

const colours = { opened: 'Attention', reminded: 'Warning', resolved: 'Good', test: 'Accent' } as const;

/**
 * An Adaptive Card in a message, as the workflow "post to a channel when a webhook request is received" of Teams takes it.
 * Source: learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using
 */
export function teamsCard(message: AlertMessage): unknown {
  const { event, alert } = message;
  const text = (value: string, more: object = {}) => ({
    type: 'TextBlock',
    text: escaped(value),
    wrap: true,
    ...more,
  });
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body: [
            text(headingOf(message), { size: 'Medium', weight: 'Bolder', color: colours[event] }),
            text(alert.summary),
            {
              type: 'FactSet',
              facts: factsOf(message).map(([title, value]) => ({ title, value: escaped(value) })),
            },
          ],
        },
      },
    ],
  };
}

/** Cards read a part of Markdown: what a job wrote is text, and no link. */
function escaped(text: string): string {
  return text.replaceAll(/[\\`*_[\]()#<>~|]/g, String.raw`\$&`);
}

export function sendToTeams(
  destination: AlertDestination,
  secrets: HttpSecrets,
  message: AlertMessage,
  signal?: AbortSignal,
): Promise<void> {
  return postJson(destination, secrets, JSON.stringify(teamsCard(message)), {}, signal);
}
