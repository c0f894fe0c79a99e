/** Every icon is a path of a 16 × 16 field, drawn with a line; text beside it says the same, so none is read aloud. */
const paths = {
  overview: 'M2.5 7.5 8 3l5.5 4.5M4 6.5V13h8V6.5',
  jobs: 'M5 3.5v9l7.5-4.5z',
  runbooks: 'M4 2.5h6l2.5 2.5v8.5H4zM6.5 7h4M6.5 10h4',
  schedules: 'M2.5 4.5h11v9h-11zM2.5 7.5h11M5.5 2.5v3M10.5 2.5v3',
  workers: 'M3 3h10v4H3zM3 9h10v4H3zM5.5 5h.01M5.5 11h.01',
  alerts: 'M8 2.5c-2.5 0-4 2-4 4.5 0 3-1.5 4-1.5 4h11S12 10 12 7c0-2.500-1.500-4.500-4-4.500zM6.500 13.500h3',
  check: 'M3.5 8.500 6.500 11.500 12.500 4.500',
  cross: 'M4.500 4.500l7 7M11.500 4.500l-7 7',
  pause: 'M6 4v8M10 4v8',
  square: 'M5 5h6v6H5z',
  clock: 'M8 2.500a5.500 5.500 0 1 0 0 11 5.500 5.500 0 0 0 0-11zM8 5v3.200l2 1.300',
  ring: 'M8 2.500a5.500 5.500 0 1 1-5.500 5.500',
  shield: 'M8 2l5 2v4c0 3-2 5-5 6-3-1-5-3-5-6V4z',
  warning: 'M8 2.500l6 11H2zM8 6.500v3.500M8 12h.01',
  question:
    'M6 6a2 2 0 1 1 2.800 1.800c-.6.3-.8.700-.8 1.400M8 11.800h.01M8 1.800a6.200 6.200 0 1 0 0 12.400A6.200 6.200 0 0 0 8 1.800z',
  menu: 'M2.500 4.500h11M2.500 8h11M2.500 11.500h11',
  sun: 'M8 5.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5zM8 1.500v1.500M8 13v1.500M1.500 8H3M13 8h1.500M3.400 3.400l1.100 1.100M11.500 11.500l1.100 1.100M12.600 3.400l-1.100 1.100M4.500 11.500l-1.100 1.100',
  moon: 'M12.800 9.800A5.300 5.300 0 0 1 6.200 3.200 5.300 5.300 0 1 0 12.800 9.800z',
  system: 'M2.500 3h11v8h-11zM6 13.500h4',
  arrow: 'M3.500 8h9M9 4.500 12.500 8 9 11.500',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, className = '' }: { readonly name: IconName; readonly className?: string }) {
  return (
    <svg className={`icon ${className}`} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}

export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" />
      <path d="M8 10h16M16 10v13" />
      <circle cx="23.5" cy="22" r="2.5" />
    </svg>
  );
}
