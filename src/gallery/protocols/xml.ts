import { SaxesParser } from 'saxes';

/** An element by its name without a prefix: feeds and manifests choose their prefixes and namespaces freely. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Its own text, without that of its children. */
  readonly text: string;
}

interface OpenElement extends XmlElement {
  readonly children: OpenElement[];
  text: string;
}

const deepest = 64;

/** Undefined when the text is no well-formed document, or has a document type: nothing here expands entities of its own. */
export function readXml(text: string): XmlElement | undefined {
  const parser = new SaxesParser();
  const stack: OpenElement[] = [];
  let root: OpenElement | undefined;
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('doctype', () => {
    parser.fail('a document type');
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (stack.length === deepest) parser.fail('too deep');
    const element: OpenElement = {
      name: local(name),
      attributes: Object.fromEntries(Object.entries(attributes).map(([key, value]) => [local(key), value])),
      children: [],
      text: '',
    };
    stack.at(-1)?.children.push(element);
    root ??= element;
    stack.push(element);
  });
  const add = (more: string): void => {
    const current = stack.at(-1);
    if (current !== undefined) current.text += more;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', () => void stack.pop());
  try {
    parser.write(text).close();
    return root;
  } catch {
    return undefined;
  }
}

export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((each) => each.name === name);
}

/** Text of the child of that name, trimmed; undefined when there is none or it is empty. */
export function textOf(element: XmlElement | undefined, name: string): string | undefined {
  return childOf(element, name)?.text.trim() || undefined;
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
