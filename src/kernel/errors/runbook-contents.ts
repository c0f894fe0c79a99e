import type { ErrorTable } from './entry.ts';

/** Of where the text of a runbook comes from, and of runbooks that are gone. */
export const runbookContentErrors = {
  RunbookContentTwice: {
    status: 400,
    wireCode: 'BadRequest',
    message: "Runbook '{name}' is given both a draft and a publishContentLink.",
    remedy: 'Send one of them: a draft is written by hand, a link is published as it is.',
  },
  RunbookLinkNotFetched: {
    status: 400,
    wireCode: 'BadRequest',
    message:
      "Runbook '{name}' is not taken from {uri}: only hosts are called that a feed of this installation declares.",
    remedy:
      'Upload the text with PUT …/draft/content and publish it, or have an administrator add the host: `tenantry gallery add … --host <host>`.',
  },
  RunbookLinkMismatch: {
    status: 400,
    wireCode: 'BadRequest',
    message: "What the link of runbook '{name}' leads to is not what was asked for: {reason}.",
    remedy: 'Mend the link or its contentHash.',
  },
  RunbookLinkUnpublished: {
    status: 400,
    wireCode: 'BadRequest',
    message:
      "Runbook '{name}' is there with the text of its link as its draft, and is not published: {reason}",
    remedy: 'Mend the text where it comes from and send the link again.',
  },
  LinkedFileTooLarge: {
    status: 400,
    wireCode: 'BadRequest',
    message: 'What the link leads to is larger than {most} bytes.',
    remedy: 'Split the runbook into several.',
  },
  RunbookTypeNotOffered: {
    status: 400,
    wireCode: 'RunbookTypeNotSupported',
    message: "Runbooks of type {type} are not offered: '{name}' would be one.",
    remedy: 'Write it as one of {types}.',
  },
  GraphRunbooksNotOffered: {
    status: 400,
    wireCode: 'RunbookTypeNotSupported',
    message: 'Graphical runbooks are not offered, so none is read or converted.',
    remedy: 'Export it in Azure as PowerShell, and import that text.',
  },
  RunbookExists: {
    status: 409,
    wireCode: 'Conflict',
    message: "There is a runbook '{name}' already.",
    remedy: 'Delete it, or give it another name, then bring the other one back.',
  },
  DeletedRunbookNotFound: {
    status: 404,
    wireCode: 'NotFound',
    message: "No runbook '{name}' with the id '{id}' was deleted in the last 30 days.",
    remedy: 'POST …/listDeletedRunbooks says which were.',
  },
} as const satisfies ErrorTable;
