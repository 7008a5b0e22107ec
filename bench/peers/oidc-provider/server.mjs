// npm's oidc-provider with everything in memory: node server.mjs PORT FOLDER
//
// FOLDER has idp.key. Whoever is asked to sign in is signed in at once, and no consent is asked; access tokens are signed, as Portico's.
import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

console.info = console.warn = () => {};
const { Provider } = await import('oidc-provider');

const [port, folder] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const api = 'https://api.example';
const key = createPrivateKey(readFileSync(join(folder, 'idp.key'))).export({ format: 'jwk' });

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'grafana',
      client_secret: 'a-secret-of-forty-three-characters-as-there',
      token_endpoint_auth_method: 'client_secret_post',
      grant_types: ['authorization_code', 'client_credentials'],
      response_types: ['code'],
      redirect_uris: ['https://client.example/callback'],
    },
  ],
  jwks: { keys: [{ ...key, kid: 'one', use: 'sig', alg: 'RS256' }] },
  cookies: { keys: ['signs what is no secret here'] },
  scopes: ['openid', 'profile', 'email'],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'given_name', 'family_name'] },
  conformIdTokenClaims: false,
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_, id) => ({
    accountId: id,
    claims: async () => ({
      sub: id,
      email: 'anna.keller@acme.example',
      email_verified: true,
      name: 'Anna Keller',
      given_name: 'Anna',
      family_name: 'Keller',
    }),
  }),
  loadExistingGrant: async ({ oidc }) => {
    const known = oidc.session.grantIdFor(oidc.client.clientId);
    if (known) return oidc.provider.Grant.find(known);
    const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
    grant.addOIDCScope('openid profile email');
    grant.addResourceScope(api, 'openid profile email');
    await grant.save();
    return grant;
  },
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => api,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: 'openid profile email',
        audience: api,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'RS256' } },
      }),
    },
  },
});

const answer = provider.callback();
createServer((request, response) => {
  if (request.url.startsWith('/interaction/')) {
    provider
      .interactionFinished(request, response, { login: { accountId: 'anna' } })
      .catch(error => response.writeHead(500).end(String(error)));
    return;
  }
  answer(request, response);
}).listen(Number(port), '127.0.0.1');
process.stdin.resume().on('end', () => process.exit());
