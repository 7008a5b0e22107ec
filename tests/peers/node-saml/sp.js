// SAML service providers made of node-saml, for the journeys: node sp.js PORT FOLDER
//
// Each folder in FOLDER is one of them, at /NAME/, with sp.key, sp.crt and, of its identity provider, idp.xml. What node-saml refuses
// is printed with its reason. It ends with its standard input.
'use strict';
const { randomBytes } = require('node:crypto');
const { readdirSync, readFileSync } = require('node:fs');
const { createServer } = require('node:http');
const { join } = require('node:path');
const { SAML } = require('@node-saml/node-saml');

const [port, folder] = process.argv.slice(2);

class ServiceProvider {
  constructor(name) {
    const read = file => readFileSync(join(folder, name, file), 'utf8');
    const base = `http://127.0.0.1:${port}/${name}`;
    const idp = read('idp.xml');
    this.path = `/${name}/`;
    this.cookie = `sp-${name}`;
    this.certificate = read('sp.crt');
    this.sessions = new Map();
    this.saml = new SAML({
      issuer: `${base}/metadata`,
      callbackUrl: `${base}/acs`,
      logoutCallbackUrl: `${base}/slo`,
      entryPoint: /SingleSignOnService [^>]*Location="([^"]+)"/.exec(idp)[1],
      logoutUrl: /SingleLogoutService [^>]*Location="([^"]+)"/.exec(idp)[1],
      idpIssuer: /entityID="([^"]+)"/.exec(idp)[1],
      idpCert: [...idp.matchAll(/KeyDescriptor.*?X509Certificate>([^<]+)</gs)].map(found => found[1].replace(/\s/g, '')),
      privateKey: read('sp.key'),
      decryptionPvk: read('sp.key'),
      // Left to itself it signs with SHA-1, which Portico refuses.
      ...(name !== 'sha1' && { signatureAlgorithm: 'sha256' }),
      validateInResponseTo: 'ifPresent',
    });
  }
}

const providers = new Map(
  readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => [entry.name, new ServiceProvider(entry.name)]),
);

const pages = {
  // Sends whoever is not known to the identity provider.
  async ''({ provider, profile }) {
    if (!profile) return lead(await provider.saml.getAuthorizeUrlAsync(provider.path, undefined, {}));
    return page(`Hello ${profile.nameID}`, `mail=${profile['urn:oid:0.9.2342.19200300.100.1.3']}`);
  },

  async metadata({ provider }) {
    const text = provider.saml.generateServiceProviderMetadata(provider.certificate, provider.certificate);
    return { status: 200, headers: { 'Content-Type': 'application/samlmetadata+xml' }, text };
  },

  async acs({ provider, values }) {
    const { profile } = await provider.saml.validatePostResponseAsync(values);
    const session = randomBytes(16).toString('hex');
    provider.sessions.set(session, profile);
    return lead(provider.path, `${provider.cookie}=${session}; Path=${provider.path}; HttpOnly; SameSite=Lax`);
  },

  async logout({ provider, profile, session }) {
    provider.sessions.delete(session);
    return lead(await provider.saml.getLogoutUrlAsync(profile, '', {}));
  },

  async slo({ provider, values, query, isPost }) {
    const { saml } = provider;
    if (isPost && values.SAMLResponse) await saml.validatePostResponseAsync(values);
    else if (values.SAMLResponse) await saml.validateRedirectAsync(values, query);
    if (values.SAMLResponse) return page('Signed out', 'Everywhere.');
    const { profile } = isPost ? await saml.validatePostRequestAsync(values) : await saml.validateRedirectAsync(values, query);
    // It comes from another site, without a cookie of this one: whom it names is signed out.
    for (const [session, known] of provider.sessions)
      if (known.nameID === profile.nameID && known.sessionIndex === profile.sessionIndex) provider.sessions.delete(session);
    return lead(await saml.getLogoutResponseUrlAsync(profile, values.RelayState ?? '', {}, true));
  },
};

const escape = text => text.replace(/[&<>"]/g, c => `&#${c.charCodeAt(0)};`);

function page(heading, text, status = 200) {
  const html = `<!DOCTYPE html><html lang="en"><title>${escape(heading)}</title><h1>${escape(heading)}</h1><p>${escape(text)}</p></html>`;
  return { status, headers: { 'Content-Type': 'text/html; charset=utf-8' }, text: html };
}

const lead = (to, cookie) => ({ status: 302, headers: { Location: to, ...(cookie && { 'Set-Cookie': cookie }) }, text: '' });

async function body(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString();
}

async function answer(request) {
  const [path, query = ''] = request.url.split('?');
  const [, name, wanted] = path.split('/');
  const provider = providers.get(name);
  if (!provider || !Object.hasOwn(pages, wanted)) return { status: 204, headers: {}, text: '' };
  const session = new RegExp(`(?:^|; )${provider.cookie}=([0-9a-f]+)`).exec(request.headers.cookie ?? '')?.[1];
  const isPost = request.method === 'POST';
  const values = Object.fromEntries(new URLSearchParams(isPost ? await body(request) : query));
  try {
    return await pages[wanted]({ provider, session, profile: provider.sessions.get(session), values, query, isPost });
  } catch (refused) {
    console.log(`${path}: ${refused.stack}`);
    return page('Refused', 'See the log.', 403);
  }
}

createServer(async (request, response) => {
  const { status, headers, text } = await answer(request);
  response.writeHead(status, headers).end(text);
}).listen(Number(port), '127.0.0.1');
process.stdin.resume().on('end', () => process.exit());
