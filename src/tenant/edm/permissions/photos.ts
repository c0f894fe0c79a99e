import type { PermissionRows } from './rows.ts';

/** Operations of photos. */
export const photosPermissions: PermissionRows = [
  [
    'GET /users/{id}/photo',
    {
      application:
        'ProfilePhoto.Read.All ProfilePhoto.ReadWrite.All User.Read.All User.ReadBasic.All User.ReadWrite.CrossCloud',
      delegated: 'User.Read ProfilePhoto.Read.All User.ReadBasic.All ProfilePhoto.ReadWrite.All',
    },
  ],
  [
    'DELETE /users/{id}/photo',
    {
      application: 'ProfilePhoto.ReadWrite.All User.ReadWrite.All',
      delegated: 'User.ReadWrite ProfilePhoto.ReadWrite.All',
    },
  ],
  [
    'GET /users/{id}/photos',
    {
      application: 'ProfilePhoto.Read.All ProfilePhoto.ReadWrite.All User.Read.All User.ReadBasic.All',
      delegated: 'User.Read ProfilePhoto.Read.All User.ReadBasic.All ProfilePhoto.ReadWrite.All',
    },
  ],
  [
    'GET /me/photo',
    { delegated: 'User.Read ProfilePhoto.Read.All User.ReadBasic.All ProfilePhoto.ReadWrite.All' },
  ],
  ['DELETE /me/photo', { delegated: 'User.ReadWrite ProfilePhoto.ReadWrite.All' }],
  [
    'GET /me/photos',
    { delegated: 'User.Read ProfilePhoto.Read.All User.ReadBasic.All ProfilePhoto.ReadWrite.All' },
  ],
  [
    'GET /users/{id}/photo/$value',
    {
      application: 'ProfilePhoto.Read.All User.ReadBasic.All User.Read.All User.ReadWrite.All',
      delegated:
        'ProfilePhoto.Read.All User.Read User.ReadBasic.All User.Read.All User.ReadWrite User.ReadWrite.All',
      note: 'reference page: get photo',
    },
  ],
  [
    'GET /users/{id}/photos/{id}',
    {
      application: 'ProfilePhoto.Read.All User.ReadBasic.All User.Read.All User.ReadWrite.All',
      delegated:
        'ProfilePhoto.Read.All User.Read User.ReadBasic.All User.Read.All User.ReadWrite User.ReadWrite.All',
      note: 'reference page: get photo',
    },
  ],
  [
    'GET /users/{id}/photos/{id}/$value',
    {
      application: 'ProfilePhoto.Read.All User.ReadBasic.All User.Read.All User.ReadWrite.All',
      delegated:
        'ProfilePhoto.Read.All User.Read User.ReadBasic.All User.Read.All User.ReadWrite User.ReadWrite.All',
      note: 'reference page: get photo',
    },
  ],
  [
    'PUT /users/{id}/photo/$value',
    {
      application: 'ProfilePhoto.ReadWrite.All User.ReadWrite.All',
      delegated: 'ProfilePhoto.ReadWrite.All User.ReadWrite User.ReadWrite.All',
      note: 'reference page: update photo',
    },
  ],
  [
    'PUT /me/photo/$value',
    {
      delegated: 'ProfilePhoto.ReadWrite.All User.ReadWrite User.ReadWrite.All',
      note: 'reference page: update photo',
    },
  ],
  [
    'PUT /groups/{id}/photo/$value',
    {
      application: 'ProfilePhoto.ReadWrite.All Group.ReadWrite.All',
      delegated: 'ProfilePhoto.ReadWrite.All Group.ReadWrite.All',
      note: 'reference page: update photo',
    },
  ],
  [
    'PATCH /users/{id}/photo/$value',
    {
      application: 'ProfilePhoto.ReadWrite.All User.ReadWrite.All',
      delegated: 'ProfilePhoto.ReadWrite.All User.ReadWrite User.ReadWrite.All',
      note: 'reference page: update photo',
    },
  ],
  [
    'PATCH /me/photo/$value',
    {
      delegated: 'ProfilePhoto.ReadWrite.All User.ReadWrite User.ReadWrite.All',
      note: 'reference page: update photo',
    },
  ],
  [
    'PATCH /groups/{id}/photo/$value',
    {
      application: 'ProfilePhoto.ReadWrite.All Group.ReadWrite.All',
      delegated: 'ProfilePhoto.ReadWrite.All Group.ReadWrite.All',
      note: 'reference page: update photo',
    },
  ],
  [
    'DELETE /users/{id}/photo/$value',
    {
      application: 'ProfilePhoto.ReadWrite.All User.ReadWrite.All',
      delegated: 'ProfilePhoto.ReadWrite.All User.ReadWrite User.ReadWrite.All',
      note: 'reference page: delete photo',
    },
  ],
  [
    'GET /me/photo/$value',
    {
      delegated: 'User.Read ProfilePhoto.Read.All User.ReadBasic.All User.Read.All',
      note: 'reference page: get photo',
    },
  ],
  [
    'GET /me/photos/{id}/$value',
    {
      delegated: 'User.Read ProfilePhoto.Read.All User.ReadBasic.All User.Read.All',
      note: 'reference page: get photo',
    },
  ],
  [
    'GET /groups/{id}/photo',
    {
      application: 'ProfilePhoto.Read.All Group.Read.All Group.ReadWrite.All',
      delegated: 'ProfilePhoto.Read.All Group.Read.All Group.ReadWrite.All',
      note: 'reference page: get photo',
    },
  ],
  [
    'GET /groups/{id}/photo/$value',
    {
      application: 'ProfilePhoto.Read.All Group.Read.All Group.ReadWrite.All',
      delegated: 'ProfilePhoto.Read.All Group.Read.All Group.ReadWrite.All',
      note: 'reference page: get photo',
    },
  ],
  [
    'GET /groups/{id}/photos',
    {
      application: 'ProfilePhoto.Read.All Group.Read.All Group.ReadWrite.All',
      delegated: 'ProfilePhoto.Read.All Group.Read.All Group.ReadWrite.All',
      note: 'reference page: get photo',
    },
  ],
  [
    'GET /groups/{id}/photos/{id}',
    {
      application: 'ProfilePhoto.Read.All Group.Read.All Group.ReadWrite.All',
      delegated: 'ProfilePhoto.Read.All Group.Read.All Group.ReadWrite.All',
      note: 'reference page: get photo',
    },
  ],
  [
    'GET /groups/{id}/photos/{id}/$value',
    {
      application: 'ProfilePhoto.Read.All Group.Read.All Group.ReadWrite.All',
      delegated: 'ProfilePhoto.Read.All Group.Read.All Group.ReadWrite.All',
      note: 'reference page: get photo',
    },
  ],
  [
    'DELETE /groups/{id}/photo',
    {
      application: 'ProfilePhoto.ReadWrite.All Group.ReadWrite.All',
      delegated: 'ProfilePhoto.ReadWrite.All Group.ReadWrite.All',
      note: 'reference page: delete photo',
    },
  ],
];
