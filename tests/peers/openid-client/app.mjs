// Applications made with openid-client, for the journeys: node app.mjs PORT FOLDER
//
// Each folder in FOLDER is one of them, at /NAME/, with app.json: { discovery, clientId, secret or key, pushes }. What openid-client
// refuses is printed with its reason. It ends with its standard input.
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

// Where NODE_PATH says, in which import does not look by itself.
const { resolve } = createRequire(import.meta.url);
const openid = await import(pathToFileURL(resolve('openid-client')));
const jose = await import(pathToFileURL(resolve('jose')));

const [port, folder] = process.argv.slice(2);
const insecure = { execute: [openid.allowInsecureRequests, openid.enableNonRepudiationChecks] };
const newKey = () => randomBytes(16).toString('hex');

class Application {
  constructor(name) {
    Object.assign(this, JSON.parse(readFileSync(join(folder, name, 'app.json'), 'utf8')));
    this.path = `/${name}/`;
    this.base = `http://127.0.0.1:${port}/${name}/`;
    this.cookie = `app-${name}`;
    this.begun = new Map();
    this.sessions = new Map();
    // For working without the user: it outlives the session.
    this.kept = new Map();
  }

  /** What it knows of the issuer, once it is asked for. */
  async known() {
    this.config ??= await openid.discovery(new URL(this.discovery), this.clientId, {}, await this.authentication(), insecure);
    return this.config;
  }

  async authentication() {
    if (!this.key) return openid.ClientSecretBasic(this.secret);
    return openid.PrivateKeyJwt({ key: await jose.importJWK(this.key, 'ES256'), kid: this.key.kid });
  }

  async addressToSignIn(key) {
    const begun = { verifier: openid.randomPKCECodeVerifier(), state: openid.randomState(), nonce: openid.randomNonce() };
    this.begun.set(key, begun);
    const build = this.pushes ? openid.buildAuthorizationUrlWithPAR : openid.buildAuthorizationUrl;
    return build(await this.known(), {
      redirect_uri: `${this.base}callback`,
      scope: 'openid email offline_access',
      code_challenge: await openid.calculatePKCECodeChallenge(begun.verifier),
      code_challenge_method: 'S256',
      state: begun.state,
      nonce: begun.nonce,
    });
  }
}

const applications = new Map(
  readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => [entry.name, new Application(entry.name)]),
);

const pages = {
  // Sends whoever is not known to the issuer.
  async ''({ application, session }) {
    if (session) return page(`Hello ${session.told.email}`, `mail=${session.claims.email}`);
    const key = newKey();
    return lead(await application.addressToSignIn(key), `${application.cookie}=${key}; Path=${application.path}; HttpOnly; SameSite=Lax`);
  },

  async callback({ application, key, url }) {
    const { verifier, state, nonce } = application.begun.get(key) ?? {};
    const config = await application.known();
    const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true };
    const tokens = await openid.authorizationCodeGrant(config, url, checks);
    const claims = tokens.claims();
    const told = await openid.fetchUserInfo(config, tokens.access_token, claims.sub);
    application.begun.delete(key);
    application.sessions.set(key, { tokens, claims, told });
    application.kept.set(key, { last: tokens.refresh_token, sub: claims.sub });
    return lead(application.path);
  },

  async logout({ application, key, session }) {
    application.sessions.delete(key);
    const parameters = { id_token_hint: session.tokens.id_token, post_logout_redirect_uri: `${application.base}bye` };
    return lead(openid.buildEndSessionUrl(await application.known(), parameters));
  },

  async bye() {
    return page('Signed out', 'Everywhere.');
  },

  // The issuer tells of a logout, without the browser: whom it names is signed out.
  async told({ application, form }) {
    const { issuer, jwks_uri } = (await application.known()).serverMetadata();
    const { payload } = await jose.jwtVerify(form.get('logout_token'), jose.createRemoteJWKSet(new URL(jwks_uri)), {
      issuer,
      audience: application.clientId,
      typ: 'logout+jwt',
      requiredClaims: ['iat', 'jti', 'events', 'sid'],
    });
    for (const [key, { claims }] of application.sessions) if (claims.sid === payload.sid) application.sessions.delete(key);
    return page('Told', payload.sid);
  },

  async refresh({ application, kept }) {
    const config = await application.known();
    const tokens = await openid.refreshTokenGrant(config, kept.last);
    const told = await openid.fetchUserInfo(config, tokens.access_token, kept.sub);
    const isNew = tokens.refresh_token !== kept.last;
    Object.assign(kept, { last: tokens.refresh_token, former: kept.last });
    return page(`Refreshed ${told.email}`, `new=${isNew}`);
  },

  // With the refresh token that was used before.
  async again({ application, kept }) {
    await openid.refreshTokenGrant(await application.known(), kept.former);
    return page('Refreshed again', '');
  },

  async service({ application }) {
    const tokens = await openid.clientCredentialsGrant(await application.known(), { scope: 'reports.read' });
    const { sub, scope } = jose.decodeJwt(tokens.access_token);
    return page('Acts for itself', `sub=${sub} scope=${scope}`);
  },
};

const escape = text => text.replace(/[&<>"]/g, c => `&#${c.charCodeAt(0)};`);

function page(heading, text, status = 200) {
  const html = `<!DOCTYPE html><html lang="en"><title>${escape(heading)}</title><h1>${escape(heading)}</h1><p>${escape(text)}</p></html>`;
  return { status, headers: { 'Content-Type': 'text/html; charset=utf-8' }, text: html };
}

const lead = (to, cookie) => ({ status: 302, headers: { Location: `${to}`, ...(cookie && { 'Set-Cookie': cookie }) }, text: '' });

async function body(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString();
}

/** An error and what it was caused by. */
function wordsOf(error) {
  const more = error.error_description ?? error.cause?.message;
  return [error.code, error.message, error.error, more].filter(Boolean).join(': ');
}

async function answer(request) {
  const url = new URL(request.url, `http://127.0.0.1:${port}`);
  const [, name, wanted] = url.pathname.split('/');
  const application = applications.get(name);
  if (!application || !Object.hasOwn(pages, wanted)) return { status: 204, headers: {}, text: '' };
  const key = new RegExp(`(?:^|; )${application.cookie}=([0-9a-f]+)`).exec(request.headers.cookie ?? '')?.[1];
  const form = new URLSearchParams(request.method === 'POST' ? await body(request) : '');
  try {
    return await pages[wanted]({ application, key, session: application.sessions.get(key), kept: application.kept.get(key), url, form });
  } catch (refused) {
    console.log(`${url.pathname}: ${wordsOf(refused)}`);
    return page('Refused', 'See the log.', 403);
  }
}

createServer(async (request, response) => {
  const { status, headers, text } = await answer(request);
  response.writeHead(status, headers).end(text);
}).listen(Number(port), '127.0.0.1');
process.stdin.resume().on('end', () => process.exit());
