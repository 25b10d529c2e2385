"""The deployments that play_kube.py plays: the components beside the overlay dev, the Secrets that an administrator makes for them (k8s/README.md), and
how clients call."""

import dataclasses
import pathlib
import subprocess

PASSWORD = "only-for-this-run"
# Names of Services; whom clients call by TLS must have his name in the certificate.
SERVERS = ("gouji-gateway", "gouji-parse", "gouji-validate", "gouji-statistics", "gouji-redis")
ENDPOINT = "--endpoint=gouji-gateway:7400"
TOKEN = "--token-file=/run/credentials/token"
AUTHORITY = "--tls-authorities=/run/credentials/authority.crt"


@dataclasses.dataclass
class Suite:
    """`refusals`: (flags of `gouji`, words of which one is in what it says), of calls that must fail."""

    name: str
    components: list
    secrets: list
    credentials: pathlib.Path  # what clients have, at /run/credentials
    flags: list
    refusals: list
    redis_flags: list


def secret(name, content):
    return {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": name}, "stringData": content}


def redis_secret():
    return secret("gouji-redis", {"password": PASSWORD, "requirepass.conf": f"requirepass {PASSWORD}\n"})


def open_suite(work):
    """Redis, and everybody may call."""
    credentials = work / "no-credentials"
    credentials.mkdir()
    return Suite("redis", ["redis"], [redis_secret()], credentials, [ENDPOINT], [], [])


def openssl(*arguments):
    subprocess.run(["openssl", *arguments], check=True, capture_output=True)


def tls_secrets(folder):
    """A Secret with a certificate for each server, signed by an authority whose certificate lies in the folder afterwards."""
    key, authority = folder / "authority.key", folder / "authority.crt"
    curve = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2")
    openssl("req", "-x509", *curve, "-subj", "/CN=Authority", "-keyout", key, "-out", authority)
    for name in SERVERS:
        server_key, certificate = folder / f"{name}.key", folder / f"{name}.crt"
        openssl("req", "-x509", *curve, "-CA", authority, "-CAkey", key, "-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name},DNS:{name}-headless",
                "-addext", "basicConstraints=critical,CA:FALSE", "-keyout", server_key, "-out", certificate)
        yield secret(f"{name}-tls", {"tls.crt": certificate.read_text(), "tls.key": server_key.read_text(), "ca.crt": authority.read_text()})
        server_key.unlink()
    key.unlink()


def secured_suite(programs, work):
    """Tokens, and TLS on every call and to Redis."""
    credentials = work / "credentials"
    credentials.mkdir(mode=0o755)
    entry = subprocess.run([programs / "gouji", "token", "new", "--name=office", "--scope=check", "--scope=submit", "--scope=read", "-o", credentials / "token"],
                           check=True, capture_output=True, text=True).stdout
    (credentials / "token").chmod(0o444)
    secrets = [redis_secret(), secret("gouji-tokens", {"tokens.textproto": entry}), *tls_secrets(credentials)]
    for file in credentials.iterdir():
        file.chmod(0o444)
    refusals = [([ENDPOINT, AUTHORITY], ["TOKEN_MISSING", "authorization: Bearer"]), ([ENDPOINT, TOKEN], ["UNAVAILABLE", "not answer", "gouji-gateway:7400"])]
    return Suite("tokens and TLS", ["redis", "redis-tls", "tokens", "tls"], secrets, credentials, [ENDPOINT, TOKEN, AUTHORITY], refusals,
                 ["--tls", "--sni", "gouji-redis", "--cacert", credentials / "authority.crt"])
