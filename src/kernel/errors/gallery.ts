import type { ErrorTable } from './entry.ts';

export const galleryErrors = {
  FeedInvalid: {
    status: 400,
    wireCode: 'BadRequest',
    message: "'{url}' cannot be the address of a feed: {reason}.",
    remedy: 'Give the https address of a NuGet feed: v3 ends in /index.json, v2 in /api/v2.',
  },
  FeedNotFound: {
    status: 404,
    wireCode: 'NotFound',
    message: "There is no feed '{name}'.",
    remedy: "See 'tenantry gallery list'; an administrator adds one with 'tenantry gallery add'.",
  },
  FeedsMissing: {
    status: 400,
    wireCode: 'BadRequest',
    message: "'{name}' cannot be looked for: no feed is configured.",
    remedy:
      "An administrator adds one, such as 'tenantry gallery add PSGallery https://www.powershellgallery.com/api/v2'.",
  },
  FeedAddressRefused: {
    status: 400,
    message: "Feed '{feed}' leads to {host}, where it may not: {reason}.",
    remedy: "If that is meant, add the feed anew with 'tenantry gallery add … --host' or '--private'.",
  },
  FeedSignInRefused: {
    status: 502,
    message: "Feed '{feed}' let nobody in: {host} answered {status}.",
    remedy: "Give it a user and a password: 'tenantry gallery add … --user … --password-file …'.",
  },
  FeedUnreachable: {
    status: 502,
    message: "Feed '{feed}' cannot be reached: {reason}.",
    remedy: "Try again in a moment; 'tenantry gallery list' shows its address.",
  },
  FeedAnswerUnusable: {
    status: 502,
    message: "Feed '{feed}' answered with something that cannot be used: {reason}.",
    remedy: 'Check that its address is the one of a NuGet feed.',
  },
  GalleryPackageNotFound: {
    status: 404,
    wireCode: 'NotFound',
    message: "No feed has '{name}'{range} ({feeds}).",
    remedy: 'Check the name and the version; a prerelease has to be asked for.',
  },
  GalleryPackageDamaged: {
    status: 502,
    message: "'{name}' {version} came from feed '{feed}' with another hash than the feed tells.",
    remedy: 'Nothing of it was kept. Try again; if it stays so, ask whoever runs the feed.',
  },
  GalleryPackageTooLarge: {
    status: 413,
    message: "'{name}' {version} of feed '{feed}' is larger than {most} bytes.",
    remedy: 'Upload a smaller package.',
  },
  PackageVersionInvalid: {
    status: 400,
    wireCode: 'BadRequest',
    message: "'{text}' is no version.",
    remedy: 'Write it as 1.2.3 or 1.2.3-beta1, and a range as [1.0,2.0).',
  },
  PackageNameInvalid: {
    status: 400,
    wireCode: 'BadRequest',
    message: "'{name}' is no name of a package.",
    remedy: 'Use letters, digits, dots, dashes and underscores; at most 128 characters.',
  },
} as const satisfies ErrorTable;
