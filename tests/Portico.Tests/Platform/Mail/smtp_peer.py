"""A real SMTP server for the tests: aiosmtpd on loopback, on free ports, until standard input ends.

Arguments: certificate file, key file, folder for accepted mails. Prints one line with its ports as JSON.
"""

import asyncio
import json
import pathlib
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

certificate, key, folder = sys.argv[1:4]


class Peer:
    count = 0

    async def handle_MAIL(self, server, session, envelope, address, options):
        if address.startswith("stranger@"):
            return "553 5.7.1 You may not send as this address"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody@"):
            return "550 5.1.1 No such mailbox"
        if address.startswith("busy@"):
            return "451 4.3.0 Try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if b"Subject: refuse the content" in envelope.content:
            return "554 5.6.0 Content refused"
        Peer.count += 1
        name = pathlib.Path(folder, f"{Peer.count}.eml")
        is_secure = server.transport.get_extra_info("ssl_object") is not None
        head = f"X-Peer: {is_secure} {session.authenticated} {envelope.mail_from} {','.join(envelope.rcpt_tos)}\r\n"
        name.write_bytes(head.encode() + envelope.content)
        return "250 OK"


def authenticate(server, session, envelope, mechanism, given):
    right = isinstance(given, LoginPassword) and (given.login, given.password) == (b"portico", b"mail password")
    return AuthResult(success=right, handled=False)


async def main():
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate, key)
    loop = asyncio.get_running_loop()
    kinds = {
        "startTls": (dict(tls_context=tls, require_starttls=True, authenticator=authenticate), None),
        "tls": (dict(authenticator=authenticate, auth_require_tls=False), tls),
        "plain": (dict(), None),
    }
    ports = {}
    for kind, (options, at_once) in kinds.items():
        listener = await loop.create_server(
            lambda options=options: SMTP(Peer(), hostname="peer.test", **options), "127.0.0.1", 0, ssl=at_once
        )
        ports[kind] = listener.sockets[0].getsockname()[1]
    print(json.dumps(ports), flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main())
