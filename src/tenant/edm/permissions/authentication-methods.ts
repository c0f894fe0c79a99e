import type { PermissionRows } from './rows.ts';

/** Operations of the methods that somebody signs in with. */
export const authenticationMethodsPermissions: PermissionRows = [
  [
    'GET /users/{id}/authentication/methods',
    {
      application: 'UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthenticationMethod.Read.All UserAuthenticationMethod.Read UserAuthenticationMethod.ReadWrite UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'GET /users/{id}/authentication/methods/{id}',
    {
      application: 'UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthenticationMethod.Read.All UserAuthenticationMethod.Read UserAuthenticationMethod.ReadWrite UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  ['DELETE /users/{id}/authentication/methods/{id}', { delegated: 'UserAuthenticationMethod.ReadWrite.All' }],
  [
    'GET /me/authentication/methods',
    {
      application: 'UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'GET /me/authentication/methods/{id}',
    {
      application: 'UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'GET /users/{id}/authentication/emailMethods',
    {
      application:
        'UserAuthMethod-Email.Read.All UserAuthenticationMethod.ReadWrite.All UserAuthenticationMethod.Read.All UserAuthMethod-Email.ReadWrite.All',
      delegated:
        'UserAuthMethod-Email.Read UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite UserAuthMethod-Email.Read.All UserAuthMethod-Email.ReadWrite UserAuthMethod-Email.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'GET /users/{id}/authentication/emailMethods/{id}',
    {
      application:
        'UserAuthMethod-Email.Read.All UserAuthenticationMethod.ReadWrite.All UserAuthenticationMethod.Read.All UserAuthMethod-Email.ReadWrite.All',
      delegated:
        'UserAuthMethod-Email.Read UserAuthenticationMethod.ReadWrite.All UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite UserAuthMethod-Email.Read.All UserAuthMethod-Email.ReadWrite UserAuthMethod-Email.ReadWrite.All',
    },
  ],
  [
    'DELETE /users/{id}/authentication/emailMethods/{id}',
    {
      application: 'UserAuthMethod-Email.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthMethod-Email.ReadWrite UserAuthMethod-Email.ReadWrite.All UserAuthenticationMethod.ReadWrite.All UserAuthenticationMethod.ReadWrite',
    },
  ],
  [
    'GET /me/authentication/emailMethods',
    {
      application: 'UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthMethod-Email.Read UserAuthenticationMethod.ReadWrite UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All UserAuthMethod-Email.Read.All UserAuthMethod-Email.ReadWrite UserAuthMethod-Email.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'GET /me/authentication/emailMethods/{id}',
    {
      application: 'UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthMethod-Email.Read UserAuthenticationMethod.ReadWrite UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All UserAuthMethod-Email.Read.All UserAuthMethod-Email.ReadWrite UserAuthMethod-Email.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'DELETE /me/authentication/emailMethods/{id}',
    {
      application: 'UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthenticationMethod.ReadWrite UserAuthMethod-Email.ReadWrite UserAuthMethod-Email.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'GET /users/{id}/authentication/fido2Methods',
    {
      application: 'UserAuthMethod-Passkey.Read.All',
      delegated:
        'UserAuthMethod-Passkey.Read UserAuthenticationMethod.Read UserAuthenticationMethod.ReadWrite UserAuthMethod-Passkey.Read.All UserAuthMethod-Passkey.ReadWrite',
    },
  ],
  [
    'GET /users/{id}/authentication/fido2Methods/{id}',
    {
      application:
        'UserAuthMethod-Passkey.Read.All UserAuthenticationMethod.Read.All UserAuthMethod-Passkey.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthMethod-Passkey.Read UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite UserAuthMethod-Passkey.Read.All UserAuthMethod-Passkey.ReadWrite UserAuthMethod-Passkey.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'DELETE /users/{id}/authentication/fido2Methods/{id}',
    {
      application: 'UserAuthMethod-Passkey.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthMethod-Passkey.ReadWrite UserAuthMethod-Passkey.ReadWrite.All UserAuthenticationMethod.ReadWrite UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'GET /me/authentication/fido2Methods',
    {
      delegated:
        'UserAuthMethod-Passkey.Read UserAuthenticationMethod.Read UserAuthenticationMethod.ReadWrite UserAuthMethod-Passkey.ReadWrite',
    },
  ],
  [
    'GET /me/authentication/fido2Methods/{id}',
    {
      delegated:
        'UserAuthMethod-Passkey.Read UserAuthenticationMethod.Read UserAuthenticationMethod.ReadWrite UserAuthMethod-Passkey.ReadWrite',
    },
  ],
  [
    'DELETE /me/authentication/fido2Methods/{id}',
    { delegated: 'UserAuthMethod-Passkey.ReadWrite UserAuthenticationMethod.ReadWrite' },
  ],
  [
    'GET /users/{id}/authentication/microsoftAuthenticatorMethods',
    {
      application:
        'UserAuthMethod-MicrosoftAuthApp.Read.All UserAuthenticationMethod.Read.All UserAuthMethod-MicrosoftAuthApp.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthMethod-MicrosoftAuthApp.Read UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite UserAuthMethod-MicrosoftAuthApp.Read.All UserAuthMethod-MicrosoftAuthApp.ReadWrite UserAuthMethod-MicrosoftAuthApp.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'GET /users/{id}/authentication/microsoftAuthenticatorMethods/{id}',
    {
      application:
        'UserAuthMethod-MicrosoftAuthApp.Read.All UserAuthenticationMethod.ReadWrite.All UserAuthenticationMethod.Read.All UserAuthMethod-MicrosoftAuthApp.ReadWrite.All',
      delegated:
        'UserAuthMethod-MicrosoftAuthApp.Read UserAuthenticationMethod.ReadWrite UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All UserAuthMethod-MicrosoftAuthApp.Read.All UserAuthMethod-MicrosoftAuthApp.ReadWrite UserAuthMethod-MicrosoftAuthApp.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'DELETE /users/{id}/authentication/microsoftAuthenticatorMethods/{id}',
    {
      application: 'UserAuthMethod-MicrosoftAuthApp.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthenticationMethod.ReadWrite UserAuthMethod-MicrosoftAuthApp.ReadWrite UserAuthMethod-MicrosoftAuthApp.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'GET /me/authentication/microsoftAuthenticatorMethods',
    {
      application: 'UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthMethod-MicrosoftAuthApp.Read UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite UserAuthMethod-MicrosoftAuthApp.Read.All UserAuthMethod-MicrosoftAuthApp.ReadWrite UserAuthMethod-MicrosoftAuthApp.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'GET /me/authentication/microsoftAuthenticatorMethods/{id}',
    {
      application: 'UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthMethod-MicrosoftAuthApp.Read UserAuthenticationMethod.ReadWrite UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All UserAuthMethod-MicrosoftAuthApp.Read.All UserAuthMethod-MicrosoftAuthApp.ReadWrite UserAuthMethod-MicrosoftAuthApp.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'DELETE /me/authentication/microsoftAuthenticatorMethods/{id}',
    {
      application: 'UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthenticationMethod.ReadWrite UserAuthMethod-MicrosoftAuthApp.ReadWrite UserAuthMethod-MicrosoftAuthApp.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'GET /users/{id}/authentication/passwordMethods',
    {
      application:
        'UserAuthMethod-Password.Read.All UserAuthenticationMethod.Read.All UserAuthMethod-Password.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthMethod-Password.Read UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite UserAuthMethod-Password.Read.All UserAuthMethod-Password.ReadWrite UserAuthMethod-Password.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'GET /users/{id}/authentication/passwordMethods/{id}',
    {
      application:
        'UserAuthMethod-Password.Read.All UserAuthenticationMethod.Read.All UserAuthMethod-Password.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthMethod-Password.Read UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite UserAuthMethod-Password.Read.All UserAuthMethod-Password.ReadWrite UserAuthMethod-Password.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'GET /me/authentication/passwordMethods',
    {
      application: 'UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthMethod-Password.Read UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite UserAuthMethod-Password.Read.All UserAuthMethod-Password.ReadWrite UserAuthMethod-Password.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'GET /me/authentication/passwordMethods/{id}',
    {
      application: 'UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthMethod-Password.Read UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite UserAuthMethod-Password.Read.All UserAuthMethod-Password.ReadWrite UserAuthMethod-Password.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'GET /users/{id}/authentication/phoneMethods',
    {
      application:
        'UserAuthMethod-Phone.Read.All UserAuthenticationMethod.ReadWrite.All UserAuthenticationMethod.Read.All UserAuthMethod-Phone.ReadWrite.All',
      delegated:
        'UserAuthMethod-Phone.Read UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite UserAuthMethod-Phone.Read.All UserAuthMethod-Phone.ReadWrite UserAuthMethod-Phone.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'GET /users/{id}/authentication/phoneMethods/{id}',
    {
      application:
        'UserAuthMethod-Phone.Read.All UserAuthenticationMethod.ReadWrite.All UserAuthenticationMethod.Read.All UserAuthMethod-Phone.ReadWrite.All',
      delegated:
        'UserAuthMethod-Phone.Read UserAuthenticationMethod.ReadWrite.All UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite UserAuthMethod-Phone.Read.All UserAuthMethod-Phone.ReadWrite UserAuthMethod-Phone.ReadWrite.All',
    },
  ],
  [
    'DELETE /users/{id}/authentication/phoneMethods/{id}',
    {
      application: 'UserAuthMethod-Phone.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthMethod-Phone.ReadWrite UserAuthMethod-Phone.ReadWrite.All UserAuthenticationMethod.ReadWrite.All UserAuthenticationMethod.ReadWrite',
    },
  ],
  [
    'GET /me/authentication/phoneMethods',
    {
      application: 'UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthMethod-Phone.Read UserAuthenticationMethod.ReadWrite UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All UserAuthMethod-Phone.Read.All UserAuthMethod-Phone.ReadWrite UserAuthMethod-Phone.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'GET /me/authentication/phoneMethods/{id}',
    {
      application: 'UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthMethod-Phone.Read UserAuthenticationMethod.ReadWrite UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All UserAuthMethod-Phone.Read.All UserAuthMethod-Phone.ReadWrite UserAuthMethod-Phone.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'DELETE /me/authentication/phoneMethods/{id}',
    {
      application: 'UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthenticationMethod.ReadWrite UserAuthMethod-Phone.ReadWrite UserAuthMethod-Phone.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'GET /users/{id}/authentication/platformCredentialMethods',
    {
      application:
        'UserAuthMethod-PlatformCred.Read.All UserAuthenticationMethod.Read.All UserAuthMethod-PlatformCred.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthMethod-PlatformCred.Read UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite UserAuthMethod-PlatformCred.Read.All UserAuthMethod-PlatformCred.ReadWrite UserAuthMethod-PlatformCred.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'GET /users/{id}/authentication/platformCredentialMethods/{id}',
    {
      application:
        'UserAuthMethod-PlatformCred.Read.All UserAuthenticationMethod.ReadWrite.All UserAuthenticationMethod.Read.All UserAuthMethod-PlatformCred.ReadWrite.All',
      delegated:
        'UserAuthMethod-PlatformCred.Read UserAuthenticationMethod.ReadWrite UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All UserAuthMethod-PlatformCred.Read.All UserAuthMethod-PlatformCred.ReadWrite UserAuthMethod-PlatformCred.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'DELETE /users/{id}/authentication/platformCredentialMethods/{id}',
    {
      application: 'UserAuthMethod-PlatformCred.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthenticationMethod.ReadWrite UserAuthMethod-PlatformCred.ReadWrite UserAuthMethod-PlatformCred.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'GET /me/authentication/platformCredentialMethods',
    {
      application: 'UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthMethod-PlatformCred.Read UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite UserAuthMethod-PlatformCred.Read.All UserAuthMethod-PlatformCred.ReadWrite UserAuthMethod-PlatformCred.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'GET /me/authentication/platformCredentialMethods/{id}',
    {
      application: 'UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthMethod-PlatformCred.Read UserAuthenticationMethod.ReadWrite UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All UserAuthMethod-PlatformCred.Read.All UserAuthMethod-PlatformCred.ReadWrite UserAuthMethod-PlatformCred.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'DELETE /me/authentication/platformCredentialMethods/{id}',
    {
      application: 'UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthenticationMethod.ReadWrite UserAuthMethod-PlatformCred.ReadWrite UserAuthMethod-PlatformCred.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'GET /users/{id}/authentication/softwareOathMethods',
    {
      application:
        'UserAuthMethod-SoftwareOATH.Read.All UserAuthenticationMethod.Read.All UserAuthMethod-SoftwareOATH.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthMethod-SoftwareOATH.Read UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite UserAuthMethod-SoftwareOATH.Read.All UserAuthMethod-SoftwareOATH.ReadWrite UserAuthMethod-SoftwareOATH.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'GET /users/{id}/authentication/softwareOathMethods/{id}',
    {
      application:
        'UserAuthMethod-SoftwareOATH.Read.All UserAuthenticationMethod.ReadWrite.All UserAuthenticationMethod.Read.All UserAuthMethod-SoftwareOATH.ReadWrite.All',
      delegated:
        'UserAuthMethod-SoftwareOATH.Read UserAuthenticationMethod.ReadWrite UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All UserAuthMethod-SoftwareOATH.Read.All UserAuthMethod-SoftwareOATH.ReadWrite UserAuthMethod-SoftwareOATH.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'DELETE /users/{id}/authentication/softwareOathMethods/{id}',
    {
      application: 'UserAuthMethod-SoftwareOATH.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthenticationMethod.ReadWrite UserAuthMethod-SoftwareOATH.ReadWrite UserAuthMethod-SoftwareOATH.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'GET /me/authentication/softwareOathMethods',
    {
      application: 'UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthMethod-SoftwareOATH.Read UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite UserAuthMethod-SoftwareOATH.Read.All UserAuthMethod-SoftwareOATH.ReadWrite UserAuthMethod-SoftwareOATH.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'GET /me/authentication/softwareOathMethods/{id}',
    {
      application: 'UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthMethod-SoftwareOATH.Read UserAuthenticationMethod.ReadWrite UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All UserAuthMethod-SoftwareOATH.Read.All UserAuthMethod-SoftwareOATH.ReadWrite UserAuthMethod-SoftwareOATH.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'DELETE /me/authentication/softwareOathMethods/{id}',
    {
      application: 'UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthenticationMethod.ReadWrite UserAuthMethod-SoftwareOATH.ReadWrite UserAuthMethod-SoftwareOATH.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'GET /users/{id}/authentication/temporaryAccessPassMethods',
    {
      application:
        'UserAuthMethod-TAP.Read.All UserAuthenticationMethod.ReadWrite.All UserAuthenticationMethod.Read.All UserAuthMethod-TAP.ReadWrite.All',
      delegated:
        'UserAuthMethod-TAP.Read UserAuthenticationMethod.ReadWrite.All UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite UserAuthMethod-TAP.Read.All UserAuthMethod-TAP.ReadWrite UserAuthMethod-TAP.ReadWrite.All',
    },
  ],
  [
    'GET /users/{id}/authentication/temporaryAccessPassMethods/{id}',
    {
      application:
        'UserAuthMethod-TAP.Read.All UserAuthenticationMethod.ReadWrite.All UserAuthenticationMethod.Read.All UserAuthMethod-TAP.ReadWrite.All',
      delegated:
        'UserAuthMethod-TAP.Read UserAuthenticationMethod.ReadWrite UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All UserAuthMethod-TAP.Read.All UserAuthMethod-TAP.ReadWrite UserAuthMethod-TAP.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'DELETE /users/{id}/authentication/temporaryAccessPassMethods/{id}',
    {
      application: 'UserAuthMethod-TAP.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthenticationMethod.ReadWrite UserAuthMethod-TAP.ReadWrite UserAuthMethod-TAP.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'GET /me/authentication/temporaryAccessPassMethods',
    {
      application: 'UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthMethod-TAP.Read UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite UserAuthMethod-TAP.Read.All UserAuthMethod-TAP.ReadWrite UserAuthMethod-TAP.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'GET /me/authentication/temporaryAccessPassMethods/{id}',
    {
      application: 'UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthMethod-TAP.Read UserAuthenticationMethod.ReadWrite UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All UserAuthMethod-TAP.Read.All UserAuthMethod-TAP.ReadWrite UserAuthMethod-TAP.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'DELETE /me/authentication/temporaryAccessPassMethods/{id}',
    {
      application: 'UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthenticationMethod.ReadWrite UserAuthMethod-TAP.ReadWrite UserAuthMethod-TAP.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'GET /users/{id}/authentication/windowsHelloForBusinessMethods',
    {
      application:
        'UserAuthMethod-WindowsHello.Read.All UserAuthenticationMethod.Read.All UserAuthMethod-WindowsHello.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthMethod-WindowsHello.Read UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite UserAuthMethod-WindowsHello.Read.All UserAuthMethod-WindowsHello.ReadWrite UserAuthMethod-WindowsHello.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'GET /users/{id}/authentication/windowsHelloForBusinessMethods/{id}',
    {
      application:
        'UserAuthMethod-WindowsHello.Read.All UserAuthenticationMethod.ReadWrite.All UserAuthenticationMethod.Read.All UserAuthMethod-WindowsHello.ReadWrite.All',
      delegated:
        'UserAuthMethod-WindowsHello.Read UserAuthenticationMethod.ReadWrite UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All UserAuthMethod-WindowsHello.Read.All UserAuthMethod-WindowsHello.ReadWrite UserAuthMethod-WindowsHello.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'DELETE /users/{id}/authentication/windowsHelloForBusinessMethods/{id}',
    {
      application: 'UserAuthMethod-WindowsHello.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthenticationMethod.ReadWrite UserAuthMethod-WindowsHello.ReadWrite UserAuthMethod-WindowsHello.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'GET /me/authentication/windowsHelloForBusinessMethods',
    {
      application: 'UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthMethod-WindowsHello.Read UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite UserAuthMethod-WindowsHello.Read.All UserAuthMethod-WindowsHello.ReadWrite UserAuthMethod-WindowsHello.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'GET /me/authentication/windowsHelloForBusinessMethods/{id}',
    {
      application: 'UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthMethod-WindowsHello.Read UserAuthenticationMethod.ReadWrite UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All UserAuthMethod-WindowsHello.Read.All UserAuthMethod-WindowsHello.ReadWrite UserAuthMethod-WindowsHello.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'DELETE /me/authentication/windowsHelloForBusinessMethods/{id}',
    {
      application: 'UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthenticationMethod.ReadWrite UserAuthMethod-WindowsHello.ReadWrite UserAuthMethod-WindowsHello.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'POST /users/{id}/authentication/phoneMethods',
    {
      application: 'UserAuthMethod-Phone.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthMethod-Phone.ReadWrite UserAuthMethod-Phone.ReadWrite.All UserAuthenticationMethod.ReadWrite UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'PATCH /users/{id}/authentication/phoneMethods/{id}',
    {
      application: 'UserAuthMethod-Phone.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthMethod-Phone.ReadWrite UserAuthMethod-Phone.ReadWrite.All UserAuthenticationMethod.ReadWrite.All UserAuthenticationMethod.ReadWrite',
    },
  ],
  [
    'POST /users/{id}/authentication/emailMethods',
    {
      application: 'UserAuthMethod-Email.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthMethod-Email.ReadWrite UserAuthMethod-Email.ReadWrite.All UserAuthenticationMethod.ReadWrite UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'PATCH /users/{id}/authentication/emailMethods/{id}',
    {
      application: 'UserAuthMethod-Email.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthMethod-Email.ReadWrite UserAuthMethod-Email.ReadWrite.All UserAuthenticationMethod.ReadWrite.All UserAuthenticationMethod.ReadWrite',
    },
  ],
  [
    'POST /me/authentication/phoneMethods',
    {
      application: 'UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthenticationMethod.ReadWrite UserAuthMethod-Phone.ReadWrite UserAuthMethod-Phone.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'PATCH /me/authentication/phoneMethods/{id}',
    {
      application: 'UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthenticationMethod.ReadWrite UserAuthMethod-Phone.ReadWrite UserAuthMethod-Phone.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'POST /me/authentication/emailMethods',
    {
      application: 'UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthenticationMethod.ReadWrite UserAuthMethod-Email.ReadWrite UserAuthMethod-Email.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'PATCH /me/authentication/emailMethods/{id}',
    {
      application: 'UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthenticationMethod.ReadWrite UserAuthMethod-Email.ReadWrite UserAuthMethod-Email.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'POST /users/{id}/authentication/temporaryAccessPassMethods',
    {
      application: 'UserAuthMethod-TAP.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
      delegated: 'UserAuthMethod-TAP.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'POST /users/{id}/authentication/methods/{id}/resetPassword',
    { delegated: 'UserAuthenticationMethod.ReadWrite.All' },
  ],
  [
    'POST /users/{id}/authentication/passwordMethods/{id}/resetPassword',
    { delegated: 'UserAuthMethod-Password.ReadWrite.All UserAuthenticationMethod.ReadWrite.All' },
  ],
  [
    'POST /users/{id}/authentication/methods/{id}/enableSmsSignIn',
    { delegated: 'UserAuthenticationMethod.ReadWrite.All' },
  ],
  [
    'POST /users/{id}/authentication/methods/{id}/disableSmsSignIn',
    { delegated: 'UserAuthenticationMethod.ReadWrite.All' },
  ],
  [
    'POST /users/{id}/authentication/phoneMethods/{id}/enableSmsSignIn',
    {
      application: 'UserAuthMethod-Phone.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthMethod-Phone.ReadWrite UserAuthenticationMethod.ReadWrite UserAuthMethod-Phone.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
  [
    'POST /users/{id}/authentication/phoneMethods/{id}/disableSmsSignIn',
    {
      application: 'UserAuthMethod-Phone.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
      delegated:
        'UserAuthMethod-Phone.ReadWrite UserAuthenticationMethod.ReadWrite UserAuthMethod-Phone.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    },
  ],
];
