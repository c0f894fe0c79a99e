import { type Account, type Certificate, armId } from '#automation';

export function showCertificate(account: Account, certificate: Certificate): unknown {
  const { name, thumbprint, expiresAt, isExportable, description, createdAt, modifiedAt } = certificate;
  return {
    id: `${armId(account)}/certificates/${name}`,
    name,
    type: 'Microsoft.Automation/AutomationAccounts/Certificates',
    properties: {
      thumbprint,
      expiryTime: expiresAt.toISOString(),
      isExportable,
      description,
      creationTime: createdAt.toISOString(),
      lastModifiedTime: modifiedAt.toISOString(),
    },
  };
}
