// npm's samlp as an identity provider with sessions in memory: node server.js PORT FOLDER
//
// FOLDER has idp.key and idp.crt. /sign-in gives a browser a session; /sso answers with the form that carries the response, to a
// request or without one.
'use strict';
const { randomBytes } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { createServer } = require('node:http');
const { join } = require('node:path');
const samlp = require('samlp');

const [port, folder] = process.argv.slice(2);
const sessions = new Map();
const user = {
  id: '7f6a2e0d5b9c48e1a3d2',
  displayName: 'Anna Keller',
  name: { givenName: 'Anna', familyName: 'Keller' },
  emails: [{ value: 'anna.keller@acme.example' }],
};

const sso = samlp.auth({
  issuer: 'https://portico.example/samlp',
  cert: readFileSync(join(folder, 'idp.crt')),
  key: readFileSync(join(folder, 'idp.key')),
  audience: 'https://sp.example/metadata',
  recipient: 'https://sp.example/acs',
  destination: 'https://sp.example/acs',
  getUserFromRequest: request => sessions.get(/session=([0-9a-f]+)/.exec(request.headers.cookie ?? '')?.[1]),
  getPostURL: (audience, dom, request, done) => done(null, 'https://sp.example/acs'),
});

createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  if (pathname === '/sign-in') {
    const session = randomBytes(16).toString('hex');
    sessions.set(session, user);
    response.writeHead(200, { 'Set-Cookie': `session=${session}; Path=/; HttpOnly` }).end();
    return;
  }
  request.query = Object.fromEntries(searchParams);
  response.set = (name, value) => response.setHeader(name, value);
  response.send = text => (typeof text === 'number' ? response.writeHead(text).end() : response.end(text));
  sso(request, response, error => response.writeHead(500).end(String(error)));
}).listen(Number(port), '127.0.0.1');
process.stdin.resume().on('end', () => process.exit());
