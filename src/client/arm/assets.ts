import { type BodyOf, type Arm, type Resource, armDelete, armGet, armList, armPut, segment } from './arm.ts';

interface AssetTimes {
  readonly description?: string | null;
  readonly creationTime: string;
  readonly lastModifiedTime: string;
  /** In the answer to a write: what is wrong with the secret. It is kept all the same. */
  readonly warnings?: readonly { readonly code: string; readonly message: string }[];
}

export interface VariableProperties extends AssetTimes {
  /** JSON text; null when it is encrypted. */
  readonly value: string | null;
  readonly isEncrypted: boolean;
}
export type Variable = Resource<VariableProperties>;

export interface CredentialProperties extends AssetTimes {
  readonly userName: string;
}
/** The password never comes back. */
export type Credential = Resource<CredentialProperties>;

export interface CertificateProperties extends AssetTimes {
  /** SHA-1 in upper-case hex. */
  readonly thumbprint: string;
  readonly expiryTime: string;
  readonly isExportable: boolean;
}
/** Its content never comes back. */
export type Certificate = Resource<CertificateProperties>;

export interface ConnectionProperties extends AssetTimes {
  readonly connectionType: { readonly name: string };
  /** Null for encrypted fields. */
  readonly fieldDefinitionValues: Readonly<Record<string, string | null>>;
}
export type Connection = Resource<ConnectionProperties>;

export interface Variables {
  list(): AsyncGenerator<Variable>;
  get(name: string): Promise<Variable>;
  /** `value` is any JSON value; whether it is encrypted is decided when the variable is made. */
  put(
    name: string,
    variable: { value: unknown; isEncrypted?: boolean; description?: string },
  ): Promise<Variable>;
  delete(name: string): Promise<boolean>;
}

export interface Credentials {
  list(): AsyncGenerator<Credential>;
  get(name: string): Promise<Credential>;
  put(
    name: string,
    credential: { userName: string; password: string; description?: string },
  ): Promise<Credential>;
  delete(name: string): Promise<boolean>;
}

export interface Certificates {
  list(): AsyncGenerator<Certificate>;
  get(name: string): Promise<Certificate>;
  /** `content` is a `.pfx` with its private key, or a `.cer`. */
  put(
    name: string,
    certificate: { content: Uint8Array; password?: string; isExportable?: boolean; description?: string },
  ): Promise<Certificate>;
  delete(name: string): Promise<boolean>;
}

export interface Connections {
  list(): AsyncGenerator<Connection>;
  get(name: string): Promise<Connection>;
  put(
    name: string,
    connection: { type: string; fields: Readonly<Record<string, string>>; description?: string },
  ): Promise<Connection>;
  delete(name: string): Promise<boolean>;
}

export function variables(arm: Arm): Variables {
  const at = (name: string): string => `/variables/${segment(name)}`;
  return {
    list: () => armList<VariableProperties>(arm, '/variables'),
    get: (name) => armGet<VariableProperties>(arm, at(name)),
    put: (name, { value, ...rest }) =>
      armPut<VariableProperties>(arm, at(name), {
        name,
        properties: { value: JSON.stringify(value), ...rest },
      } satisfies BodyOf<'Variable_CreateOrUpdate'>),
    delete: (name) => armDelete(arm, at(name)),
  };
}

export function credentials(arm: Arm): Credentials {
  const at = (name: string): string => `/credentials/${segment(name)}`;
  return {
    list: () => armList<CredentialProperties>(arm, '/credentials'),
    get: (name) => armGet<CredentialProperties>(arm, at(name)),
    put: (name, properties) =>
      armPut<CredentialProperties>(arm, at(name), {
        name,
        properties,
      } satisfies BodyOf<'Credential_CreateOrUpdate'>),
    delete: (name) => armDelete(arm, at(name)),
  };
}

export function certificates(arm: Arm): Certificates {
  const at = (name: string): string => `/certificates/${segment(name)}`;
  return {
    list: () => armList<CertificateProperties>(arm, '/certificates'),
    get: (name) => armGet<CertificateProperties>(arm, at(name)),
    put: (name, { content, ...rest }) =>
      armPut<CertificateProperties>(arm, at(name), {
        name,
        properties: { base64Value: Buffer.from(content).toString('base64'), ...rest },
      } satisfies BodyOf<'Certificate_CreateOrUpdate'>),
    delete: (name) => armDelete(arm, at(name)),
  };
}

export function connections(arm: Arm): Connections {
  const at = (name: string): string => `/connections/${segment(name)}`;
  return {
    list: () => armList<ConnectionProperties>(arm, '/connections'),
    get: (name) => armGet<ConnectionProperties>(arm, at(name)),
    put: (name, { type, fields, ...rest }) =>
      armPut<ConnectionProperties>(arm, at(name), {
        name,
        properties: { connectionType: { name: type }, fieldDefinitionValues: fields, ...rest },
      } satisfies BodyOf<'Connection_CreateOrUpdate'>),
    delete: (name) => armDelete(arm, at(name)),
  };
}
