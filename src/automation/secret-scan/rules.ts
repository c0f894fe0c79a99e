/** Forms by which issuers make their secrets recognisable: whatever has one is a secret, wherever it stands. */
export interface FormRule {
  readonly rule: string;
  readonly what: string;
  /** `secret` names the part that is one; without it the whole. Repetitions are bounded: lines may be long. */
  readonly form: RegExp;
  readonly instead: string;
}

const fromCredential =
  'Keep it in a credential or an encrypted variable of the account, and ask for it in the job.';
const identity =
  "Use the account's identity (Connect-MgGraph -Identity), which needs no secret, or a certificate.";

export const formRules: readonly FormRule[] = [
  {
    rule: 'PrivateKey',
    what: 'A private key',
    form: /-----BEGIN (?:[A-Z0-9]{2,12} ){0,2}PRIVATE KEY(?: BLOCK)?-----/g,
    instead: 'Upload it as a certificate of the account, and ask for that in the job.',
  },
  {
    rule: 'EntraClientSecret',
    what: 'A client secret of an Entra application',
    form: /(?<![\w~.-])[\w~.-]{3}[78]Q~[\w~.-]{31,37}(?![\w~-])/g,
    instead: identity,
  },
  {
    rule: 'JsonWebToken',
    what: 'A token',
    form: /\beyJ[\w-]{10,4096}\.eyJ[\w-]{10,8192}\.[\w-]{10,2048}/g,
    instead: 'Tokens expire and belong to who asked for them: ask for one in the job.',
  },
  {
    rule: 'AzureStorageKey',
    what: 'The key of a storage account',
    form: /AccountKey=(?<secret>[A-Za-z0-9+/]{86}==)/gi,
    instead: fromCredential,
  },
  {
    rule: 'AzureSharedAccessKey',
    what: 'A shared access key',
    form: /SharedAccessKey=(?<secret>[A-Za-z0-9+/]{43}=)/gi,
    instead: fromCredential,
  },
  {
    rule: 'AzureSharedAccessSignature',
    what: 'A shared access signature',
    form: /[?&]sig=(?<secret>[A-Za-z0-9%+/]{43,90}(?:%3D|=))/gi,
    instead: fromCredential,
  },
  {
    rule: 'ConnectionString',
    what: 'A connection string with a password',
    form: /(?:Server|Data Source|Host|User ?Id|Uid|Initial Catalog)\s{0,8}=[^"'`\n]{1,400}?;\s{0,8}(?:Password|Pwd)\s{0,8}=\s{0,8}(?<secret>[^;"'`\s${}<>*][^;"'`\s]{2,200})/gi,
    instead: 'Keep it in an encrypted variable, or sign in with the identity of the account.',
  },
  {
    rule: 'AwsAccessKey',
    what: 'An access key of AWS',
    form: /(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Z0-9])/g,
    instead: fromCredential,
  },
  {
    rule: 'GitHubToken',
    what: 'A token of GitHub',
    form: /\b(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_\w{22,255})/g,
    instead: fromCredential,
  },
  {
    rule: 'GitLabToken',
    what: 'A token of GitLab',
    form: /\bglpat-[\w-]{20,64}/g,
    instead: fromCredential,
  },
  {
    rule: 'SlackToken',
    what: 'A token of Slack',
    form: /\bxox[abeoprs]-[A-Za-z0-9-]{10,255}/g,
    instead: fromCredential,
  },
  {
    rule: 'WebhookAddress',
    what: 'The address of a webhook, which is enough to post to it',
    form: /https:\/\/(?:hooks\.slack\.com\/services\/T\w{6,16}\/B\w{6,16}\/\w{16,40}|[\w-]{1,63}\.webhook\.office\.com\/webhookb2\/[\w@/-]{40,400})/g,
    instead: 'Keep it in an encrypted variable of the account.',
  },
  {
    rule: 'ApiKey',
    what: 'A key of an API',
    form: /(?<![\w-])(?:AIza[\w-]{35}|[sr]k_live_[A-Za-z0-9]{24,99}|npm_[A-Za-z0-9]{36}|SG\.[\w-]{22}\.[\w-]{43})(?![\w-])/g,
    instead: fromCredential,
  },
  {
    rule: 'AuthorizationHeader',
    what: 'A header with a token or a password',
    form: /authorization["']?\s{0,8}[\]):=,]{1,3}\s{0,8}["'](?:Bearer|Basic)\s{1,4}(?<secret>[A-Za-z0-9+/._~=-]{16,4096})["']/gi,
    instead: identity,
  },
  {
    rule: 'PasswordInAddress',
    what: 'An address with a password',
    form: /\b[a-z][a-z0-9+.-]{1,12}:\/\/[^\s/:@"'`${}<>]{1,64}:(?<secret>[^\s/:@"'`${}<>*]{3,128})@[a-z0-9.-]{1,253}/gi,
    instead: fromCredential,
  },
  {
    rule: 'PlainTextSecureString',
    what: 'A password in plain text',
    form: /ConvertTo-SecureString\b[^\n|;]{0,80}?(?<quote>["'])(?<secret>(?!\$)[^"'\n]{1,200})\k<quote>[^\n|;]{0,80}?-AsPlainText/gi,
    instead: 'Keep it in a credential, and get it with Get-AutomationPSCredential.',
  },
  {
    rule: 'PlainTextSecureString',
    what: 'A password in plain text',
    form: /ConvertTo-SecureString\b[^\n|;]{0,80}?-AsPlainText\b[^\n|;"']{0,40}(?<quote>["'])(?<secret>(?!\$)[^"'\n]{1,200})\k<quote>/gi,
    instead: 'Keep it in a credential, and get it with Get-AutomationPSCredential.',
  },
  {
    rule: 'PlainTextSecureString',
    what: 'A password in plain text',
    form: /(?<quote>["'])(?<secret>(?!\$)[^"'\n]{1,200})\k<quote>\s{0,8}\|\s{0,8}ConvertTo-SecureString\b[^\n|;]{0,80}?-AsPlainText/gi,
    instead: 'Keep it in a credential, and get it with Get-AutomationPSCredential.',
  },
];
