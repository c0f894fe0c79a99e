/** What Microsoft Graph documents of one of its types, inherited members included. */
export interface Known {
  readonly properties: readonly string[];
  readonly navigations: readonly string[];
  /** Actions and functions, bound to one or to a set of them. */
  readonly operations: readonly string[];
}

export const none: readonly string[] = [];

export function words(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
