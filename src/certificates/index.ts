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
