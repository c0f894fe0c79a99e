import { type Arm, type Resource, armDelete, armGet, armList, armPut, segment } from './arm.ts';

interface AssetTimes {
  readonly description?: string | null;
  readonly creationTime: string;
  readonly lastModifiedTime: string;
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

export function variables(arm: Arm): Variables {
  const at = (name: string): string => `/variables/${segment(name)}`;
  return {
    list: () => armList<VariableProperties>(arm, '/variables'),
    get: (name) => armGet<VariableProperties>(arm, at(name)),
    put: (name, { value, ...rest }) =>
      armPut<VariableProperties>(arm, at(name), {
        name,
        properties: { value: JSON.stringify(value), ...rest },
      }),
    delete: (name) => armDelete(arm, at(name)),
  };
}

export function credentials(arm: Arm): Credentials {
  const at = (name: string): string => `/credentials/${segment(name)}`;
  return {
    list: () => armList<CredentialProperties>(arm, '/credentials'),
    get: (name) => armGet<CredentialProperties>(arm, at(name)),
    put: (name, properties) => armPut<CredentialProperties>(arm, at(name), { name, properties }),
    delete: (name) => armDelete(arm, at(name)),
  };
}
