import type {
  AuthenticationMethod,
  EmailAuthenticationMethod,
  Fido2AuthenticationMethod,
  MicrosoftAuthenticatorAuthenticationMethod,
  PasswordAuthenticationMethod,
  PhoneAuthenticationMethod,
  PlatformCredentialAuthenticationMethod,
  SoftwareOathAuthenticationMethod,
  TemporaryAccessPassAuthenticationMethod,
  WindowsHelloForBusinessAuthenticationMethod,
} from '@microsoft/microsoft-graph-types';

import { type Navigation, entity, flag, text, texts, time, whole } from './sheet.ts';

type AnyMethod = AuthenticationMethod &
  Omit<EmailAuthenticationMethod, 'id'> &
  Fido2AuthenticationMethod &
  MicrosoftAuthenticatorAuthenticationMethod &
  PasswordAuthenticationMethod &
  PhoneAuthenticationMethod &
  PlatformCredentialAuthenticationMethod &
  SoftwareOathAuthenticationMethod &
  TemporaryAccessPassAuthenticationMethod &
  WindowsHelloForBusinessAuthenticationMethod;

/**
 * How somebody signs in. Source: learn.microsoft.com/graph/api/resources/authenticationmethods-overview. Several
 * methods have the same id for every user, so a row's own id is `<userId>_<methodId>` and clients see the second part.
 */
export const authenticationMethod = entity<AnyMethod>()({
  name: 'authenticationMethod',
  verbs: ['get', 'delete'],
  actions: ['resetPassword', 'enableSmsSignIn', 'disableSmsSignIn'],
  properties: {
    id: text({ byDefault: true, readOnly: true, indexed: true }),
    createdDateTime: time({ byDefault: true, readOnly: true }),
    aaGuid: text({ byDefault: true }),
    attestationCertificates: texts({ byDefault: true }),
    attestationLevel: text({ byDefault: true }),
    deviceTag: text({ byDefault: true }),
    displayName: text({ byDefault: true }),
    emailAddress: text({ byDefault: true }),
    isUsable: flag({ byDefault: true, readOnly: true }),
    isUsableOnce: flag({ byDefault: true }),
    keyStrength: text({ byDefault: true }),
    lifetimeInMinutes: whole({ byDefault: true }),
    methodUsabilityReason: text({ byDefault: true, readOnly: true }),
    model: text({ byDefault: true }),
    password: text({ byDefault: true }),
    phoneAppVersion: text({ byDefault: true }),
    phoneNumber: text({ byDefault: true }),
    phoneType: text({ byDefault: true }),
    platform: text({ byDefault: true }),
    secretKey: text({ byDefault: true }),
    smsSignInState: text({ byDefault: true, readOnly: true }),
    startDateTime: time({ byDefault: true }),
    temporaryAccessPass: text({ byDefault: true, readOnly: true }),
  },
  internal: { userId: text({ indexed: true }), methodId: text() },
  variants: {
    emailAuthenticationMethod: ['emailAddress'],
    fido2AuthenticationMethod: [
      'aaGuid',
      'attestationCertificates',
      'attestationLevel',
      'displayName',
      'model',
    ],
    microsoftAuthenticatorAuthenticationMethod: ['deviceTag', 'displayName', 'phoneAppVersion'],
    passwordAuthenticationMethod: ['password'],
    phoneAuthenticationMethod: ['phoneNumber', 'phoneType', 'smsSignInState'],
    platformCredentialAuthenticationMethod: ['displayName', 'keyStrength', 'platform'],
    softwareOathAuthenticationMethod: ['secretKey'],
    temporaryAccessPassAuthenticationMethod: [
      'isUsable',
      'isUsableOnce',
      'lifetimeInMinutes',
      'methodUsabilityReason',
      'startDateTime',
      'temporaryAccessPass',
    ],
    windowsHelloForBusinessAuthenticationMethod: ['displayName', 'keyStrength'],
  },
});

/** The collections below `/users/{id}/authentication`, each with the type that it holds. */
export const methodCollections = {
  methods: undefined,
  emailMethods: 'emailAuthenticationMethod',
  fido2Methods: 'fido2AuthenticationMethod',
  microsoftAuthenticatorMethods: 'microsoftAuthenticatorAuthenticationMethod',
  passwordMethods: 'passwordAuthenticationMethod',
  phoneMethods: 'phoneAuthenticationMethod',
  platformCredentialMethods: 'platformCredentialAuthenticationMethod',
  softwareOathMethods: 'softwareOathAuthenticationMethod',
  temporaryAccessPassMethods: 'temporaryAccessPassAuthenticationMethod',
  windowsHelloForBusinessMethods: 'windowsHelloForBusinessAuthenticationMethod',
} as const;

const collection: Navigation = {
  to: 'authenticationMethod',
  many: true,
  relation: { by: 'behaviour' },
  contained: true,
};

export const authenticationNavigations = {
  'authentication/methods': collection,
  'authentication/emailMethods': collection,
  'authentication/fido2Methods': collection,
  'authentication/microsoftAuthenticatorMethods': collection,
  'authentication/passwordMethods': collection,
  'authentication/phoneMethods': collection,
  'authentication/platformCredentialMethods': collection,
  'authentication/softwareOathMethods': collection,
  'authentication/temporaryAccessPassMethods': collection,
  'authentication/windowsHelloForBusinessMethods': collection,
} as const;
