/**
 * What WCAG 2.2 AA asks of a page and a program can see: names, headings, landmarks, ids, sizes of targets, contrast. It runs in
 * the page, so it uses nothing from outside of itself. Returns what is wrong, in words.
 */
export function accessibilityFaults(): string[] {
  const faults: string[] = [];
  const all = [...document.querySelectorAll<HTMLElement>('body *')];
  const isShown = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true });
  const told = (element: Element): string =>
    `<${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}"> ${(element.textContent ?? '').trim().slice(0, 40)}`;

  if (document.documentElement.lang === '') faults.push('the document has no language');
  if (document.title.trim() === '') faults.push('the document has no title');
  if (document.querySelectorAll('main').length !== 1) faults.push('there is not exactly one main');
  const headings = all.filter((element) => /^H[1-6]$/.test(element.tagName) && isShown(element));
  if (headings.filter(({ tagName }) => tagName === 'H1').length !== 1)
    faults.push('there is not exactly one h1');
  for (const [at, { tagName }] of headings.entries()) {
    const before = Number(headings[at - 1]?.tagName[1] ?? 0);
    if (Number(tagName[1]) > before + 1) faults.push(`a heading skips a level: ${told(headings[at]!)}`);
  }

  const ids = all.map(({ id }) => id).filter((id) => id !== '');
  for (const id of new Set(ids))
    if (ids.filter((each) => each === id).length > 1) faults.push(`the id ${id} is there twice`);
  for (const element of all)
    for (const name of ['aria-labelledby', 'aria-describedby', 'aria-controls'])
      for (const id of (element.getAttribute(name) ?? '').split(' '))
        if (id !== '' && document.getElementById(id) === null)
          faults.push(`${name} names nothing: ${told(element)}`);

  const nameOf = (element: HTMLElement): string => {
    const label = element.getAttribute('aria-label') ?? '';
    const by = (element.getAttribute('aria-labelledby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' ');
    const labels = [...((element as HTMLInputElement).labels ?? [])]
      .map(({ textContent }) => textContent)
      .join(' ');
    const own = ['INPUT', 'SELECT', 'TEXTAREA'].includes(element.tagName) ? '' : (element.textContent ?? '');
    return `${label}${by}${labels}${own}`.trim();
  };
  const controls = all.filter((element) =>
    element.matches('a[href], button, input, select, textarea, summary, [tabindex="0"]'),
  );
  for (const control of controls.filter(isShown)) {
    if (nameOf(control) === '') faults.push(`no name: ${told(control)}`);
    if (control.tabIndex > 0) faults.push(`a place of its own in the order: ${told(control)}`);
    const isInline = getComputedStyle(control).display === 'inline' && control.tagName === 'A';
    const area = control.matches('input') ? (control.closest('label') ?? control) : control;
    const { width, height } = area.getBoundingClientRect();
    if (!isInline && (width < 24 || height < 24))
      faults.push(`a target of ${width} × ${height}: ${told(control)}`);
  }
  for (const table of document.querySelectorAll('table'))
    if (table.caption === null) faults.push(`a table without a caption: ${told(table)}`);
  for (const cell of document.querySelectorAll('th'))
    if (cell.scope === '') faults.push(`a head that heads nothing: ${told(cell)}`);

  type Colour = readonly [number, number, number, number];
  const paint = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
  const rgb = (text: string): Colour => {
    paint.clearRect(0, 0, 1, 1);
    paint.fillStyle = text;
    paint.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 0] = paint.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const luminance = ([red, green, blue]: Colour): number => {
    const [r, g, b] = [red, green, blue].map((part) => {
      const c = part / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    }) as [number, number, number];
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  /** The nearest ground that is there; the pages use none that one sees through. */
  const groundOf = (element: Element | null): Colour => {
    if (element === null) return rgb(getComputedStyle(document.documentElement).backgroundColor);
    const colour = rgb(getComputedStyle(element).backgroundColor);
    return colour[3] > 0 ? colour : groundOf(element.parentElement);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement!;
    if ((node.textContent ?? '').trim() === '' || !isShown(element) || element.closest('.unseen')) continue;
    const style = getComputedStyle(element);
    const size = Number.parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const [light, dark] = [luminance(rgb(style.color)), luminance(groundOf(element))].toSorted(
      (a, b) => b - a,
    ) as [number, number];
    const contrast = (light + 0.05) / (dark + 0.05);
    if (contrast < (large ? 3 : 4.5)) faults.push(`a contrast of ${contrast.toFixed(2)}: ${told(element)}`);
  }
  if (document.documentElement.scrollWidth > window.innerWidth)
    faults.push(
      `the page is ${document.documentElement.scrollWidth} wide, and ${window.innerWidth} are there`,
    );
  return [...new Set(faults)];
}
