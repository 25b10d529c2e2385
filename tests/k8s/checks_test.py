#!/usr/bin/env python3
"""Proves of every check of the manifests that it fails on what it is made for, and passes without it."""

import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

from render_check import usable_kubectl

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
KUBECTL, WHY_NOT = usable_kubectl()


class CheckTest(unittest.TestCase):
    """Changes a copy of k8s for each case, and runs a check on it."""

    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.root = pathlib.Path(directory.name).resolve()
        shutil.copytree(ROOT / "k8s", self.root / "k8s")
        shutil.copy(ROOT / "CMakeLists.txt", self.root)

    def check(self, name, *arguments):
        done = subprocess.run([sys.executable, "-B", HERE / f"{name}_check.py", "--root", self.root, *arguments], capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr

    def passes(self, name, *arguments):
        status, output = self.check(name, *arguments)
        self.assertEqual(status, 0, output)

    def fails(self, name, words, *arguments):
        status, output = self.check(name, *arguments)
        self.assertEqual(status, 1, output)
        self.assertIn(words, output)

    def fails_with(self, check, path, old, new, words, *arguments):
        """The check fails when `old` is replaced by `new` in a file of k8s."""
        file = self.root / "k8s" / path
        text = file.read_text()
        self.assertIn(old, text)
        file.write_text(text.replace(old, new, 1))
        self.fails(check, words, *arguments)
        file.write_text(text)


class Files(CheckTest):
    def test_passes_as_it_is(self):
        self.passes("policy")

    def test_fails_on_files_that_nobody_names_and_names_without_files(self):
        (self.root / "k8s/base/stray.yaml").write_text("a: 1\n")
        self.fails("policy", "stray.yaml: no kustomization names it")
        (self.root / "k8s/base/stray.yaml").unlink()
        self.fails_with("policy", "base/kustomization.yaml", "  - parse.yaml", "  - pasre.yaml", "pasre.yaml: a kustomization names it")
        self.fails_with("policy", "overlays/dev/kustomization.yaml", "components/sqlite", "components/sqlit", "is no folder with a kustomization")

    def test_fails_on_a_key_that_stands_twice(self):
        self.fails_with("policy", "base/parse.yaml", "runAsNonRoot: true\n", "runAsNonRoot: true\n        runAsNonRoot: true\n", "stands twice")


class Pods(CheckTest):
    FILE = "base/parse.yaml"

    def refuses(self, old, new, words, file=FILE):
        self.fails_with("policy", file, old, new, words)

    def test_fails_on_rights_that_no_pod_needs(self):
        self.refuses("runAsNonRoot: true", "runAsNonRoot: false", "may run as root")
        self.refuses("runAsUser: 65532", "runAsUser: 0", "may run as root")
        self.refuses("type: RuntimeDefault", "type: Unconfined", "no seccomp profile")
        self.refuses("enableServiceLinks: false", "hostNetwork: true", "hostNetwork is set")
        self.refuses("enableServiceLinks: false", "enableServiceLinks: true", "variables of Services")
        self.refuses("      automountServiceAccountToken: false", "      automountServiceAccountToken: true", "given a token")
        self.refuses("automountServiceAccountToken: false", "automountServiceAccountToken: true", "ServiceAccount gouji-parse: gives tokens")
        self.refuses("allowPrivilegeEscalation: false", "allowPrivilegeEscalation: true", "securityContext.allowPrivilegeEscalation")
        self.refuses("readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false", "securityContext.readOnlyRootFilesystem")
        self.refuses("privileged: false", "privileged: true", "securityContext.privileged")
        self.refuses("drop: [ALL]", "drop: [ALL]\n              add: [NET_ADMIN]", "capabilities are not all dropped")
        self.refuses("readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false", "container redis", "components/redis/redis.yaml")

    def test_fails_on_images_without_a_fixed_version(self):
        self.refuses("gouji-parse:0.1.0", "gouji-parse:latest", "the tag latest")
        self.refuses("gouji-parse:0.1.0", "example.org:5000/gouji-parse", "no tag")
        self.refuses("gouji-parse:0.1.0", "gouji-parse:0.0.9", "not the version of the project")
        self.refuses("command: [gouji-parse]", "command: [gouji-validate]", "its command is not gouji-parse")

    def test_fails_on_missing_bounds(self):
        self.refuses("            limits:\n              memory: 1536Mi\n", "", "resources.limits.memory is not set")
        self.refuses("cpu: \"1\"\n", "ephemeral-storage: 1Gi\n", "resources.requests.cpu is not set")
        self.refuses("memory: 512Mi", "memory: 2Gi", "requested beyond its limit")
        self.refuses("            sizeLimit: 1Gi", "            medium: Memory", "has no sizeLimit")
        self.refuses("emptyDir:\n            sizeLimit: 1Gi", "hostPath:\n            path: /tmp", "a folder of the node")
        self.refuses("            - name: temporary", "            - name: other", "volume other is mounted but not there")

    def test_fails_on_missing_probes_and_wrong_ones(self):
        self.refuses("startupProbe:", "lifecycle:", "no startupProbe")
        self.refuses("service: liveness", "service: readiness", "livenessProbe does not ask")
        self.refuses("service: readiness", "service: liveness", "startupProbe does not ask")

    def test_fails_on_a_job_that_divides_nothing_or_never_ends(self):
        def refuses(old, new, words):
            self.refuses(old, new, words, "components/import-job/job.yaml")

        refuses("completionMode: Indexed", "completionMode: NonIndexed", "completionMode is not Indexed")
        refuses("completions: 8", "completions: 9", "has no --share of its 9 completions")
        refuses("            - --share=$(JOB_COMPLETION_INDEX)/8\n", "", "has no --share of its 8 completions")
        refuses("  backoffLimit: 16\n", "", "backoffLimit is not set")
        refuses("            - --allow-refused\n", "", "a refused document would fail the Job")
        refuses("restartPolicy: Never", "restartPolicy: OnFailure", "restartPolicy is not Never")
        refuses("values: [64]", "values: [64, 69]", "does not end it on the exit status 64 alone")
        refuses("name: GOUJI_ENDPOINT", "name: GOUJI_DATA_DIR", "has no GOUJI_ENDPOINT")
        refuses("              readOnly: true\n", "", "may write to documents")
        refuses("            readOnly: true\n---", "---", "volume documents is not claimed for reading")
        refuses("readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false", "securityContext.readOnlyRootFilesystem")
        refuses("command: [gouji]", "command: [sh]", "its command is not gouji")
        refuses("image: gouji:0.1.0", "image: gouji:0.0.9", "not the version of the project")
        refuses("claimName: gouji-documents", "claimName: documents", "there is no PersistentVolumeClaim documents")
        refuses("gouji-gateway-headless:7400", "gateway:7400", "is the address of no Service")
        refuses("          port: 7400\n", "          port: 7401\n", "do not let gouji-import call gouji-gateway on 7400 (out of the pod)")
        refuses("  ingress: []", "  ingress: [{}]", "let anybody call gouji-import on any (into the pod), which is not drawn")

    def test_fails_on_a_grace_period_that_a_drain_may_exceed(self):
        self.refuses("terminationGracePeriodSeconds: 90", "terminationGracePeriodSeconds: 75", "not above the time to drain, 10 + 60 + 5 s")
        self.refuses("value: 60s", "value: 1m30s", "not above the time to drain, 10 + 90 + 5 s")
        self.refuses("value: 60s", "value: 60s or so", "are not both set")
        self.refuses("GOUJI_DRAIN_DELAY", "GOUJI_DRAIN", "are not both set")


class Relations(CheckTest):
    def refuses(self, file, old, new, words):
        self.fails_with("policy", f"base/{file}.yaml", old, new, words)

    def test_fails_on_selectors_and_ports_that_do_not_fit(self):
        self.refuses("parse", "    matchLabels:\n      app.kubernetes.io/name: gouji-parse", "    matchLabels:\n      app.kubernetes.io/name: parse",
                     "its selector does not match")
        self.refuses("parse", "  selector:\n    app.kubernetes.io/name: gouji-parse", "  selector:\n    app.kubernetes.io/name: parse", "matches 0 kinds of pods")
        self.refuses("parse", "targetPort: grpc", "targetPort: http", "no container has the port http")
        self.refuses("parse", "      port: 7401\n      targetPort", "      port: 7409\n      targetPort", "is headless, so callers use port 7409")
        self.refuses("parse", "  clusterIP: None\n", "", "gouji-parse has no headless Service")
        self.refuses("gateway", "gouji-parse:7401", "gouji-parse:7402", "GOUJI_PARSE=dns:///gouji-parse:7402 is the address of no Service")
        self.refuses("parse", "serviceAccountName: gouji-parse", "serviceAccountName: parse", "there is no ServiceAccount parse")


class NetworkPolicies(CheckTest):
    def refuses(self, old, new, words):
        self.fails_with("policy", "components/network-policies/policies.yaml", old, new, words)

    def test_fails_on_an_edge_too_many_and_one_too_few(self):
        self.refuses("port: 7402", "port: 7401", "do not let gouji-gateway call gouji-validate on 7402 (out of the pod)")
        self.refuses("  egress: []", "  egress: [{}]", "let gouji-parse call anybody on any (out of the pod), which is not drawn")
        self.refuses("    - from:\n        - podSelector:\n            matchLabels:\n              app.kubernetes.io/name: gouji-gateway\n      ports:",
                     "    - ports:", "let anybody call gouji-parse on 7401 (into the pod), which is not drawn")
        self.refuses("          port: 7480\n", "          port: 7481\n", "do not let anybody call gouji-gateway on 7480 (into the pod)")
        self.refuses("k8s-app: kube-dns", "k8s-app: other", "let gouji-gateway call an unknown peer")
        self.refuses("port: 7401", "port: 7401\n          endPort: 7499", "'endPort': 7499} (out of the pod), which is not drawn")
        self.refuses("podSelector: {}", "podSelector: {matchExpressions: []}", "pods by another selector than matchLabels")
        self.refuses("protocol: UDP", "protocol: TCP", "do not let gouji-gateway call the name service on 53/UDP")


# Says of itself what the real programs say, and serves nothing but metrics; with GOUJI_LOG_LEVEL it refuses its configuration.
PROGRAM = """#!/usr/bin/env python3
import http.server, os, pathlib, sys
SETTINGS = {settings}
if "--help" in sys.argv:
    print("".join(f"  --{{name}} VALUE  Text [GOUJI_{{name.upper()}}; {{value}}]\\n" for name, value in SETTINGS.items()))
    sys.exit(0)
if "GOUJI_LOG_LEVEL" in os.environ:
    sys.exit("bad configuration")

class Metrics(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"# TYPE a counter" if SETTINGS["metrics_port"] != "default 7492" else b"")

server = http.server.HTTPServer(("127.0.0.1", 0), Metrics)
for name in ("metrics_port_file", "health_port_file", "port_file"):
    for argument in sys.argv:
        if argument.startswith(f"--{{name}}="):
            pathlib.Path(argument.split("=")[1]).write_text(str(server.server_port))
server.serve_forever()
"""


# Says what gouji import says of itself, and finds no gateway; with another patience it refuses its command line.
IMPORT = """#!/bin/sh
case "$*" in
  "import --help") echo "--share --summary --allow-refused --patience [GOUJI_ENDPOINT] [GOUJI_TOKEN] [GOUJI_TLS_AUTHORITIES]" ;;
  *--patience=10m*) exit 69 ;;
  *) exit 64 ;;
esac
"""


@unittest.skipUnless((HERE.parent / "lint/node_modules/.bin/buf").exists(), "buf is not installed")
class Programs(CheckTest):
    """With programs that are none; the real ones pass in k8s_programs."""

    OWN = {"gateway": ("http_port", "tokens_file", "parse", "validate", "statistics", "backend_tls_certificate", "backend_tls_private_key", "backend_tls_authorities"), "parse": ("redis", "redis_password_file", "redis_tls_authorities", "cache_bytes"), "validate": ("rule_packs",),
           "statistics": ("register_path", "register_url", "register_password_file")}
    COMMON = ("thread_count", "stream_limit", "drain_delay", "shutdown_timeout", "log_level", "tls_certificate", "tls_private_key", "tls_client_authorities")

    def setUp(self):
        super().setUp()
        (self.root / "bin").mkdir()
        for number, (name, own) in enumerate(self.OWN.items()):
            settings = {"port": f"default {7400 + number}", "metrics_port": f"default {7490 + number}", "health_port": "default -1"}
            for setting in (*self.COMMON, *own):
                settings[setting] = "a file with the secret" if setting.endswith("_file") else "default 7480" if setting == "http_port" else "default x"
            program = self.root / "bin" / f"gouji-{name}"
            program.write_text(PROGRAM.format(settings=settings))
            program.chmod(0o755)
        (self.root / "bin/gouji").write_text(IMPORT)
        (self.root / "bin/gouji").chmod(0o755)
        self.arguments = ("--run", str(self.root / "bin"))

    def refuses(self, path, old, new, words):
        self.fails_with("programs", path, old, new, words, *self.arguments, "--settings-only")

    def test_fails_on_what_the_programs_do_not_have(self):
        self.passes("programs", *self.arguments, "--settings-only")
        parse = "base/parse.yaml"
        self.refuses(parse, "GOUJI_THREAD_COUNT", "GOUJI_THREADS", "k8s/base/parse.yaml: gouji-parse: has no setting GOUJI_THREADS")
        self.refuses(parse, "command: [gouji-parse]", "command: [gouji-parse, --threads=4]", "gouji-parse: has no flag --threads")
        self.refuses(parse, "command: [gouji-parse]", "command: [gouji-reader]", "there is no program gouji-reader")
        self.refuses(parse, "containerPort: 7401", "containerPort: 7411", "gouji-parse: the port grpc is 7401, not 7411")
        self.refuses("base/gateway.yaml", "containerPort: 7480", "containerPort: 7481", "gouji-gateway: the port http is 7480, not 7481")
        self.refuses(parse, "containerPort: 7491", "containerPort: 7411", "gouji-parse: the port metrics is 7491, not 7411")
        self.refuses(parse, "              port: 7401\n", "              port: 7402\n", "startupProbe asks at port 7402, not 7401")
        self.refuses("components/redis/parse.yaml", "GOUJI_REDIS\n", "GOUJI_REDIS_URL\n", "k8s/components/redis/parse.yaml: gouji-parse: has no setting")
        self.refuses("components/tls/parse.yaml", 'value: "7471"', 'value: "7461"', "startupProbe asks at port 7471, not 7461")
        self.refuses("components/tls/gateway.yaml", "GOUJI_BACKEND_TLS_AUTHORITIES", "GOUJI_BACKENDS_TLS_AUTHORITIES", "gouji-gateway: has no setting")
        self.refuses("components/monitoring/parse.yaml", '"7491"', '"7401"', "serves its metrics at 7491/metrics")

    def test_fails_on_jobs_that_use_what_their_program_does_not_have(self):
        def refuses(old, new, words):
            self.refuses("components/import-job/job.yaml", old, new, "k8s/components/import-job/job.yaml: import: " + words)

        self.refuses("components/tls/import-job.yaml", "GOUJI_TLS_AUTHORITIES", "GOUJI_TLS_AUTHORITY", "tls/import-job.yaml: import: has no setting")
        refuses("--allow-refused", "--allow-refusals", "has no flag --allow-refusals")
        refuses("GOUJI_ENDPOINT", "GOUJI_GATEWAY", "has no setting GOUJI_GATEWAY")
        refuses("            - import\n", "            - export\n", "there is no program gouji with the command export")
        refuses("mountPath: /documents", "mountPath: /reports", "imports none of its volumes ['/reports']")

    def test_fails_on_programs_that_do_not_serve_as_they_are_asked(self):
        job = self.root / "k8s/components/import-job/job.yaml"
        job.write_text(job.read_text().replace("--patience=10m", "--patience=odd", 1))
        for old, new in (("THREAD_COUNT", "LOG_LEVEL"), ('"4"', "odd")):
            file = self.root / "k8s/base/parse.yaml"
            file.write_text(file.read_text().replace(old, new, 1))
        status, output = self.check("programs", *self.arguments)
        self.assertEqual(status, 1, output)
        self.assertIn("base/gateway.yaml: gouji-gateway: its health service says of liveness", output)
        self.assertIn("base/validate.yaml: gouji-validate: its metrics are empty", output)
        self.assertIn("base/parse.yaml: gouji-parse: ends with 1: bad configuration", output)
        self.assertIn("components/import-job/job.yaml: import: its pod 7 ends with 64, not 69", output)


@unittest.skipUnless((HERE.parent / "lint/node_modules/typescript").exists(), "tsc is not installed")
class Schema(CheckTest):
    # (file, text, what takes its place, what is said); the compiler takes seconds, so all are looked for in one run.
    MISTAKES = (
        ("base/parse.yaml", "minReadySeconds", "minReadySecond", "\"minReadySecond\"' does not exist in type 'DeploymentSpec'"),
        ("base/statistics.yaml", "periodSeconds: 1\n", "periodSeconds: one\n", "Type 'string' is not assignable to type 'number'"),
        ("base/namespace.yaml", "kind: Namespace", "kind: Namespaze", "has no exported member named 'Namespaze'"),
        ("base/validate.yaml", "apiVersion: apps/v1\n", "", "k8s/base/validate.yaml: has no kind or no apiVersion"),
        ("components/postgres/statistics.yaml", "readOnly:", "readonly:", "k8s/components/postgres/statistics.yaml, at \"readonly\""),
        ("components/redis/network-policy.yaml", "op: add", "op: ad", "k8s/components/redis/network-policy.yaml, at \"op\""),
        ("overlays/city/kustomization.yaml", "components:", "component:", "\"component\"' does not exist in type 'Kustomization'"),
    )

    def test_passes_as_it_is(self):
        self.passes("schema")

    def test_fails_on_what_the_api_does_not_know(self):
        for path, old, new, _ in self.MISTAKES:
            file = self.root / "k8s" / path
            self.assertIn(old, file.read_text())
            file.write_text(file.read_text().replace(old, new, 1))
        status, output = self.check("schema")
        self.assertEqual(status, 1, output)
        for *_, words in self.MISTAKES:
            self.assertIn(words, output)


class Components(CheckTest):
    def refuses(self, file, old, new, words):
        self.fails_with("policy", file, old, new, words)

    def test_fails_on_what_cannot_be_rendered(self):
        self.refuses("components/redis/parse.yaml", "name: gouji-parse", "name: gouji-pasre",
                     "city: cannot be rendered: RenderError: parse.yaml: there is no Deployment gouji-pasre")
        self.refuses("overlays/city/kustomization.yaml", "namespace: gouji", "namePrefix: a-", "namePrefix is not known here")
        self.refuses("components/sqlite/statistics.yaml", "    type: Recreate", "    $patch: replace\n    type: Recreate", "statistics.yaml: takes something away")
        self.refuses("components/redis/network-policy.yaml", "/spec/egress/-", "/spec/egress/0", "add /spec/egress/0 is not known here")

    def test_fails_on_components_that_do_not_go_together(self):
        city = "overlays/city/kustomization.yaml"
        self.refuses(city, "components/postgres", "components/sqlite", "a file needs one pod")
        self.refuses(city, "  - ../../components/postgres\n", "  - ../../components/postgres\n  - ../../components/sqlite\n",
                     "not exactly one of GOUJI_REGISTER_PATH and GOUJI_REGISTER_URL")
        self.refuses(city, "  - ../../components/disruption-budgets\n", "  - ../../components/disruption-budgets\n  - ../../components/autoscaling\n",
                     "the Deployment has replicas of its own")
        self.refuses(city, "  - ../../components/network-policies\n  - ../../components/postgres\n",
                     "  - ../../components/postgres\n  - ../../components/network-policies\n", "do not let gouji-statistics call anybody on 5432")

    def test_fails_on_components_that_are_wrong(self):
        self.refuses("components/sqlite/statistics.yaml", "/var/lib/gouji/register.db", "/tmp/register.db", "is on no volume that stays")
        self.refuses("components/sqlite/statistics.yaml", "claimName: gouji-register", "claimName: register", "there is no PersistentVolumeClaim register")
        self.refuses("components/autoscaling/autoscalers.yaml", "    name: gouji-gateway", "    name: gateway", "there is no such Deployment")
        self.refuses("components/autoscaling/autoscalers.yaml", "minReplicas: 2", "minReplicas: 9", "the least is above the most")
        self.refuses("components/disruption-budgets/budgets.yaml", "      app.kubernetes.io/name: gouji-gateway", "      app.kubernetes.io/name: gateway",
                     "matches no pods")
        self.refuses("components/disruption-budgets/budgets.yaml", "maxUnavailable: 1", "maxUnavailable: 0", "not one pod at a time")
        self.refuses("components/redis/network-policy.yaml", "port: 6379", "port: 6380", "do not let gouji-parse call gouji-redis on 6379")
        self.refuses("components/redis/parse.yaml", "gouji-redis:6379", "redis:6379", "GOUJI_REDIS=redis:6379 is the address of no Service")
        self.refuses("components/redis/parse.yaml", "gouji-redis/password", "gouji-redis/secret", "GOUJI_REDIS_PASSWORD_FILE=/run/secrets/gouji-redis/secret is no file")
        self.refuses("components/monitoring/network-policy.yaml", "port: metrics", "port: grpc", "do not let monitoring call gouji-gateway on 7490")
        self.refuses("overlays/dev/kustomization.yaml", "namespace: gouji\n", "", "not in the namespace gouji")
        self.refuses("base/namespace.yaml", "enforce: restricted", "enforce: baseline", "does not enforce the restricted standard")

    def test_fails_on_tls_to_redis_and_postgres_that_is_not_whole(self):
        self.refuses("components/redis-tls/redis.yaml", "tls-port 6379", "port 6379", "one of it and Redis speaks TLS, and the other does not")
        self.refuses("components/redis-tls/parse.yaml", "value: /run/secrets/gouji-redis-tls/ca.crt", "value: /ca.crt",
                     "GOUJI_REDIS_TLS_AUTHORITIES=/ca.crt is no file of a Secret")
        self.refuses("components/postgres-tls/statistics.yaml", "sslrootcert=/run/secrets/gouji-postgres-tls", "sslrootcert=",
                     "GOUJI_REGISTER_URL names /ca.crt, which is no file of a Secret")

    def test_fails_on_tls_that_is_not_whole(self):
        def refuses(service, old, new, words):
            self.refuses(f"components/tls/{service}.yaml", old, new, words)

        refuses("parse", "GOUJI_TLS_CLIENT_AUTHORITIES", "GOUJI_TLS_AUTHORITIES", "gouji-parse: has no GOUJI_TLS_CLIENT_AUTHORITIES")
        refuses("gateway", "GOUJI_BACKEND_TLS_AUTHORITIES", "GOUJI_BACKEND_AUTHORITIES", "gouji-gateway: has no GOUJI_BACKEND_TLS_AUTHORITIES")
        refuses("validate", "GOUJI_TLS_CERTIFICATE", "GOUJI_TLS_OLD_CERTIFICATE", "gouji-validate: has no GOUJI_TLS_CERTIFICATE, but others have")
        refuses("statistics", "gouji-tls/tls.key", "gouji-tls/key.pem", "GOUJI_TLS_PRIVATE_KEY=/run/secrets/gouji-tls/key.pem is no file of a Secret")
        refuses("statistics", "              mountPath: /run", "              subPath: tls.crt\n              mountPath: /run", "which never changes")
        refuses("parse", "              port: 7471", "              port: 7401", "gouji-parse: startupProbe asks at a port with TLS")
        refuses("gateway", "targetPort: http\n      appProtocol: https", "targetPort: http\n      appProtocol: http",
                "Service gouji-gateway: the port 7480 is not of the protocol https")
        refuses("gateway", "appProtocol: https", "appProtocol: kubernetes.io/h2c", "Service gouji-gateway: the port 7400 is not of the protocol https")
        refuses("import-job", "GOUJI_TLS_AUTHORITIES", "GOUJI_TLS_AUTHORITY", "gouji-import: has no GOUJI_TLS_AUTHORITIES")

    def test_fails_on_sums_that_the_readme_does_not_have(self):
        self.refuses("base/validate.yaml", "cpu: 250m", "cpu: 300m", "k8s/README.md does not say: In all, requested: dev 2.3 processors")
        self.refuses("overlays/province/parse.yaml", "maxReplicas: 12", "maxReplicas: 13", "at the most 31.6 and 11.2 GiB")


@unittest.skipUnless(KUBECTL, WHY_NOT)
class Render(CheckTest):
    def test_passes_as_it_is(self):
        self.passes("render", "--overlays-only")

    def test_fails_where_kustomize_does_something_else(self):
        # kustomize merges lists of ports by their number, and we do not know that.
        self.fails_with("render", "overlays/province/parse.yaml", "        - name: parse\n", "        - name: parse\n          ports: [{containerPort: 9}]\n",
                        "province: Deployment gouji-parse: ours is", "--overlays-only")


class RenderWithoutKubectl(CheckTest):
    def test_is_skipped_and_says_why(self):
        for program, words in (("", "there is no kubectl"), ("echo '{\"clientVersion\": {}}'", "of a time before it told its version"),
                               ("echo '{\"kustomizeVersion\": \"v4.5.7\"}'", "has kustomize v4.5.7")):
            folder = self.root / "path"
            folder.mkdir(exist_ok=True)
            if program:
                (folder / "kubectl").write_text(f"#!/bin/sh\n{program}\n")
                (folder / "kubectl").chmod(0o755)
            done = subprocess.run([sys.executable, "-B", HERE / "render_check.py", "--root", self.root], capture_output=True, text=True,
                                  env={"PATH": str(folder)})
            self.assertEqual(done.returncode, 77, done.stdout + done.stderr)
            self.assertIn(words, done.stdout)


if __name__ == "__main__":
    unittest.main()
