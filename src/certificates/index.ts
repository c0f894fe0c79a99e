export {
  type CertificateAuthority,
  type KeyAndCertificate,
  type ServerCertificates,
  certificateDer,
  createAuthority,
  createClientCertificate,
  issueServerCertificate,
  serverCertificates,
  thumbprint,
} from './certificate-maker.ts';
export {
  type KeyAndRequest,
  createCertificateRequest,
  fingerprintOf,
  signClientCertificate,
} from './certificate-requests.ts';
export { type CertificateFacts, type ReadCertificate, readCertificate } from './read-certificate.ts';
