import type { Dice } from '#kernel';

import { type Culture, cultures } from './cultures.ts';

/** A name as it is shown and as it stands in an address. */
interface Part {
  readonly shown: string;
  readonly latin: string;
}

interface People {
  readonly countries: readonly string[];
  readonly familyFirst: boolean;
  readonly given: readonly Part[];
  readonly surnames: readonly Part[];
}

/** Letters that are not a plain one with a mark. */
const letters: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', ł: 'l', ı: 'i', đ: 'd', æ: 'ae' };

const peoples = cultures.map(read);
/** Of each country, its cultures, the commonest more than once. */
const byCountry = new Map<string, number[]>();
for (const [at, { countries }] of peoples.entries())
  for (const country of countries) byCountry.set(country, [...(byCountry.get(country) ?? []), at]);

export interface PersonName {
  readonly given: string;
  readonly surname: string;
  readonly display: string;
  /** `misaki.kobayashi`. */
  readonly alias: string;
}

const radix = 100;

/** A name that is common in this country, as a number that `nameOf` reads: a million of them fit a typed array. */
export function pickName(roll: Dice, country: string): number {
  const culture = roll.pick(byCountry.get(country) ?? [0]);
  const { given, surnames } = peoples[culture]!;
  return (culture * radix + roll.below(given.length)) * radix + roll.below(surnames.length);
}

export function nameOf(number: number): PersonName {
  const culture = peoples[Math.floor(number / radix / radix)]!;
  const given = culture.given[Math.floor(number / radix) % radix]!;
  const surname = culture.surnames[number % radix]!;
  return {
    given: given.shown,
    surname: surname.shown,
    display: culture.familyFirst ? `${surname.shown} ${given.shown}` : `${given.shown} ${surname.shown}`,
    alias: `${given.latin}.${surname.latin}`,
  };
}

function read({ countries, familyFirst = false, given, surnames }: Culture): People {
  const parts = (text: string): Part[] => text.split(' ').map(part);
  return { countries, familyFirst, given: parts(given), surnames: parts(surnames) };
}

function part(text: string): Part {
  const [shown = '', latin = plainLetters(shown)] = text.split(':');
  return { shown: shown.normalize('NFC'), latin };
}

/** `Ödegård` in an address: `odegard`; nothing for scripts that have other letters. */
export function plainLetters(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, (letter) => letters[letter] ?? '');
}
