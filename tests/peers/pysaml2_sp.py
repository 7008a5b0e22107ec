#!/usr/bin/python3
"""SAML service providers made of pysaml2, for the journeys: pysaml2_sp.py PORT FOLDER

Each folder in FOLDER is one of them, at /NAME/, with sp.key, sp.crt and, of its identity provider, idp.xml. What pysaml2 refuses is
printed with its reason. It ends with its standard input.
"""

import html
import http.cookies
import http.server
import logging
import os
import secrets
import sys
import threading
import traceback
import urllib.parse

from saml2 import BINDING_HTTP_POST, BINDING_HTTP_REDIRECT
from saml2.client import Saml2Client
from saml2.config import SPConfig
from saml2.metadata import entity_descriptor

# Left to itself it signs with SHA-1, which Portico refuses. Outside of "sp" it does not see these.
SHA256 = {
    "signing_algorithm": "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
    "digest_algorithm": "http://www.w3.org/2001/04/xmlenc#sha256",
}

PORT, FOLDER = int(sys.argv[1]), sys.argv[2]

# Where it gives no reason when it refuses, it logs one.
logging.basicConfig(stream=sys.stdout, level=logging.ERROR)


class ServiceProvider:
    def __init__(self, name):
        self.cookie = f"sp-{name}"
        self.path = f"/{name}/"
        self.base = f"http://127.0.0.1:{PORT}/{name}"
        key, certificate, metadata = (os.path.join(FOLDER, name, file) for file in ("sp.key", "sp.crt", "idp.xml"))
        self.config = SPConfig().load(
            {
                "entityid": f"{self.base}/metadata",
                "xmlsec_binary": "/usr/bin/xmlsec1",
                "key_file": key,
                "cert_file": certificate,
                "encryption_keypairs": [{"key_file": key, "cert_file": certificate}],
                "metadata": {"local": [metadata]},
                "service": {
                    "sp": {
                        "endpoints": {
                            "assertion_consumer_service": [(f"{self.base}/acs", BINDING_HTTP_POST)],
                            "single_logout_service": [(f"{self.base}/slo", BINDING_HTTP_REDIRECT)],
                        },
                        **({} if name == "sha1" else SHA256),
                        "name_id_format": ["urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"],
                        "authn_requests_signed": True,
                        "logout_requests_signed": True,
                        "want_assertions_signed": True,
                        "want_response_signed": False,
                        "allow_unsolicited": True,
                    }
                },
            }
        )
        self.client = Saml2Client(config=self.config)
        self.outstanding = {}
        self.sessions = {}


PROVIDERS = {name: ServiceProvider(name) for name in sorted(os.listdir(FOLDER)) if os.path.isdir(os.path.join(FOLDER, name))}


class Visit(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        address = urllib.parse.urlsplit(self.path)
        self.answer(address.path, urllib.parse.parse_qs(address.query))

    def do_POST(self):
        length = int(self.headers.get("Content-Length", "0"))
        self.answer(self.path, urllib.parse.parse_qs(self.rfile.read(length).decode()))

    def answer(self, path, values):
        pages = {"": self.home, "metadata": self.metadata, "acs": self.acs, "slo": self.slo, "logout": self.logout}
        _, name, page, *_ = (path + "//").split("/")
        if name not in PROVIDERS or page not in pages:
            self.send(204, "text/plain", "")
            return
        self.provider = PROVIDERS[name]
        cookie = http.cookies.SimpleCookie(self.headers.get("Cookie", "")).get(self.provider.cookie)
        self.session = cookie.value if cookie else None
        try:
            pages[page]({name: values[0] for name, values in values.items()})
        except Exception as refused:  # Whatever pysaml2 says no with.
            print(f"{path}: {type(refused).__name__}: {refused}", flush=True)
            traceback.print_exc()
            self.page("Refused", "See the log.", status=403)

    def home(self, _):
        """Sends whoever is not known to the identity provider."""
        if self.session in self.provider.sessions:
            name_id, identity = self.provider.sessions[self.session]
            told = "; ".join(f"{name}={','.join(values)}" for name, values in sorted(identity.items()))
            self.page(f"Hello {name_id.text}", told)
            return
        request, information = self.provider.client.prepare_for_authenticate(
            relay_state=self.provider.path, binding=BINDING_HTTP_REDIRECT
        )
        self.provider.outstanding[request] = self.provider.path
        self.lead(location(information))

    def metadata(self, _):
        self.send(200, "application/samlmetadata+xml", str(entity_descriptor(self.provider.config)))

    def acs(self, form):
        response = self.provider.client.parse_authn_request_response(
            form["SAMLResponse"], BINDING_HTTP_POST, self.provider.outstanding
        )
        if response is None:
            raise ValueError("pysaml2 made nothing of the response")
        session = secrets.token_hex(16)
        self.provider.sessions[session] = (response.get_subject(), response.get_identity())
        self.lead(self.provider.path, f"{self.provider.cookie}={session}; Path={self.provider.path}; HttpOnly; SameSite=Lax")

    def logout(self, _):
        name_id, _ = self.provider.sessions.pop(self.session)
        for binding, information in self.provider.client.global_logout(name_id).values():
            assert binding == BINDING_HTTP_REDIRECT, binding
            self.lead(location(information))
            return

    def slo(self, query):
        client = self.provider.client
        if "SAMLResponse" in query:
            client.parse_logout_request_response(query["SAMLResponse"], BINDING_HTTP_REDIRECT)
            self.page("Signed out", "Everywhere.")
            return
        name_id, _ = self.provider.sessions.pop(self.session)
        answer = client.handle_logout_request(
            query["SAMLRequest"], name_id, BINDING_HTTP_REDIRECT, sign=True, relay_state=query.get("RelayState", "")
        )
        self.lead(location(answer))

    def lead(self, to, cookie=None):
        self.send_response(302)
        self.send_header("Location", to)
        if cookie is not None:
            self.send_header("Set-Cookie", cookie)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def page(self, heading, text, status=200):
        heading, text = html.escape(heading), html.escape(text)
        page = f'<!DOCTYPE html><html lang="en"><title>{heading}</title><h1>{heading}</h1><p>{text}</p></html>'
        self.send(status, "text/html; charset=utf-8", page)

    def send(self, status, kind, text):
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def location(information):
    return dict(information["headers"])["Location"]


server = http.server.ThreadingHTTPServer(("127.0.0.1", PORT), Visit)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
