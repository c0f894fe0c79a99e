import { problem } from '#kernel';

import type { Context, Scope } from '../../odata/request.ts';
import type { Row } from '../../state/columns.ts';
import type { Action, Computed, Stream } from '../behaviour.ts';
import { type ImageFacts, readImage } from './image.ts';

/** Source: learn.microsoft.com/graph/api/profilephoto-get: the sizes that are made of a photo, and the most it may have. */
const sizes = [48, 64, 96, 120, 240, 360, 432, 504, 648];
const mostBytes = 4 * 1024 * 1024;

interface StoredPhoto extends ImageFacts {
  readonly content: string;
}

/**
 * Photos of users and groups. Every size is answered with the picture as it was sent: the tenant does not scale
 * pictures, it only leaves out sizes that are larger than it.
 */
export const photoStreams: Readonly<Record<string, Stream>> = {
  profilePhoto: {
    read(context, id, scope) {
      const photo = demandPhoto(context, ownerOf(scope));
      if (id !== '' && !rowsOf(photo).some((row) => row.id.toLowerCase() === id.toLowerCase()))
        throw problem('GraphImageNotFound');
      return { type: photo.type, bytes: Buffer.from(photo.content, 'base64') };
    },
    write({ state }, _id, bytes, _type, scope) {
      const facts = readImage(bytes);
      if (facts === undefined || bytes.byteLength > mostBytes) throw problem('GraphImageInvalid');
      const stored: StoredPhoto = { ...facts, content: Buffer.from(bytes).toString('base64') };
      state.setSetting(settingOf(ownerOf(scope)), JSON.stringify(stored));
    },
    remove: (context, _id, scope) => removePhoto(context, ownerOf(scope)),
  },
};

export const photoComputed: Readonly<Record<string, Computed>> = Object.fromEntries(
  ['user', 'group'].flatMap((entity): [string, Computed][] => [
    [`${entity}.photo`, (context, id) => [rowsOf(demandPhoto(context, id)).at(-1)!]],
    [`${entity}.photos`, (context, id) => rowsOf(demandPhoto(context, id))],
  ]),
);

export const photoActions: Readonly<Record<string, Action>> = Object.fromEntries(
  ['user', 'group'].map((entity): [string, Action] => [
    `${entity}.photo.delete`,
    (context, id) => {
      demandPhoto(context, id);
      removePhoto(context, id);
      return { status: 204 };
    },
  ]),
);

/** The sizes that are not larger than the picture, and the picture itself as the last. */
function rowsOf({ width, height }: StoredPhoto): readonly Row[] {
  const own = { id: `${width}X${height}`, width, height };
  const smaller = sizes.filter((size) => size < Math.min(width, height));
  return [...smaller.map((size) => ({ id: `${size}X${size}`, width: size, height: size })), own];
}

function demandPhoto({ state }: Pick<Context, 'state'>, owner: string): StoredPhoto {
  const text = state.setting(settingOf(owner));
  if (text === undefined || text === '') throw problem('GraphImageNotFound');
  return JSON.parse(text) as StoredPhoto;
}

function removePhoto({ state }: Pick<Context, 'state'>, owner: string): void {
  state.setSetting(settingOf(owner), '');
}

function ownerOf(scope: Scope | undefined): string {
  if (scope === undefined) throw problem('GraphImageNotFound');
  return scope.id;
}

function settingOf(owner: string): string {
  return `photo:${owner.toLowerCase()}`;
}
