"""The files that serve it for good: they start what `make run` starts, and nginx is tried for real."""

from __future__ import annotations

import getpass
import gzip
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import tomllib
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2 as httpx
import pytest

from tests.deploy.line import opened, put

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
SYSTEMD = shutil.which("systemd-analyze")
START = "uvicorn deploy.serve:app"
START_SECONDS = 60


def has_docker() -> bool:
    """A client that a daemon answers."""
    try:
        return subprocess.run(["docker", "info"], capture_output=True, timeout=20).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def text(name: str) -> str:
    return (DEPLOY / name).read_text(encoding="utf-8")


def test_every_way_starts_the_same_application() -> None:
    assert START in (ROOT / "Makefile").read_text(encoding="utf-8")
    assert START in text("observatoire@.service")
    assert '"uvicorn", "deploy.serve:app"' in text("Dockerfile")


def test_nginx_and_systemd_name_the_same_sockets() -> None:
    sockets = re.findall(r"server unix:(\S+);", text("nginx.conf"))
    unit = text("observatoire@.service")
    assert "--uds /run/observatoire/%i/http.sock" in unit
    assert [f"/run/observatoire/{k}/http.sock" for k in range(1, len(sockets) + 1)] == sockets
    enabled = re.search(r"systemctl enable --now (.*)", unit)
    assert enabled and enabled[1].split() == [f"observatoire@{k}" for k in range(1, len(sockets) + 1)]


def test_the_image_holds_what_runs_as_no_root_and_nothing_else() -> None:
    lines = text("Dockerfile").splitlines()
    copied = {line.split()[1] for line in lines if line.startswith("COPY")}
    layers = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"bench", "tests"}
    assert copied == {"app.py", "requirements.lock", ".streamlit", "data", "pages", "static"} | layers
    assert "8501/health" in text("Dockerfile") and "USER observatoire" in lines
    minor = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    version = re.escape(minor.partition(",")[0].removeprefix(">="))
    assert [line for line in lines if re.fullmatch(rf"FROM python:{version}\.\d+-slim-\w+", line)]  # a patch version
    sent = {line.removeprefix("!") for line in (ROOT / ".dockerignore").read_text().splitlines() if line[:1] == "!"}
    assert sent == copied


def test_the_unit_holds_a_process_to_its_folder_and_its_socket() -> None:
    """What `systemd-analyze security` counts; it is not on every machine."""
    unit = dict(line.split("=", 1) for line in text("observatoire@.service").splitlines() if re.match(r"\w+=", line))
    switches = """
        NoNewPrivileges PrivateTmp PrivateDevices PrivateNetwork PrivateUsers ProtectHome ProtectKernelTunables
        ProtectKernelModules ProtectKernelLogs ProtectControlGroups ProtectClock ProtectHostname LockPersonality
        RestrictNamespaces RestrictRealtime RestrictSUIDSGID RemoveIPC
    """
    for switch in switches.split():
        assert unit[switch] == "yes", switch
    assert unit["CapabilityBoundingSet"] == "" and unit["ProtectSystem"] == "strict"
    assert unit["IPAddressDeny"] == "any" and unit["MemoryMax"] and unit["TasksMax"]
    assert "deploy.ready" in unit["ExecStartPost"]


def exposure(unit: str, folder: Path) -> float:
    """From 0 to 10, as systemd counts it."""
    assert SYSTEMD is not None
    (folder / "observatoire@1.service").write_text(unit, encoding="utf-8")
    command = [SYSTEMD, "security", "--offline=true", "--no-pager", str(folder / "observatoire@1.service")]
    said = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C.UTF-8"}).stdout
    found = re.search(r"Overall exposure level[^:]*: ([\d.]+)", said)
    assert found, said[-500:]
    return float(found[1])


@pytest.mark.skipif(SYSTEMD is None, reason="no systemd here; the test above counts the switches")
def test_systemd_finds_the_unit_little_exposed(tmp_path: Path) -> None:
    unit = text("observatoire@.service")
    assert exposure(unit, tmp_path) < 2
    open_ = ("Protect", "Private", "System")
    bare = "".join(line for line in unit.splitlines(keepends=True) if not line.startswith(open_))
    assert exposure(bare, tmp_path) > 2  # control


@pytest.mark.slow
def test_the_image_is_built_and_has_all_it_writes_to() -> None:
    if not has_docker():
        pytest.skip("no Docker daemon here: the files are read by the tests beside this one")
    name, hold = (
        "observatoire:test",
        ["--read-only", "--tmpfs", "/tmp", "--cap-drop", "ALL", "--memory", "1g", "--network", "none"],
    )
    subprocess.run(["docker", "build", "-q", "-f", "deploy/Dockerfile", "-t", name, "."], cwd=ROOT, check=True)
    asks = "from deploy.storage import unwritable; print(unwritable())"
    run = ["docker", "run", "--rm", *hold, "-v", "/var/lib/observatoire", name, "python", "-c", asks]
    assert subprocess.run(run, capture_output=True, text=True, check=True).stdout.strip() == "()"


def test_the_front_of_compose_writes_its_logs_where_docker_keeps_them_short() -> None:
    """In a tmpfs they would fill the container's memory."""
    front = text("compose.yaml").partition("  front:")[2]
    assert "/var/log" not in front and text("compose.yaml").count("logging: {driver: local}") == 2


def test_compose_has_the_sockets_of_nginx_and_the_limits_of_the_unit() -> None:
    compose = text("compose.yaml")
    for socket_ in re.findall(r"server unix:(\S+);", text("nginx.conf")):
        assert f"--uds, {socket_}" in compose and f"deploy.ready, {socket_}" in compose
    for limit in ("read_only: true", "cap_drop: [ALL]", "no-new-privileges:true", "mem_limit: 1g", "pids_limit: 256"):
        assert limit in compose


def test_nginx_lets_in_what_the_page_lets_in() -> None:
    settings = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    limit = settings["server"]["maxUploadSize"]
    assert f"client_max_body_size {limit + 1}m;" in text("nginx.conf")


# --- for real --------------------------------------------------------------------------------------------


def wait_for(ready: str, processes: list[subprocess.Popen[bytes]]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert all(process.poll() is None for process in processes)
        try:
            urllib.request.urlopen(ready, timeout=1).close()
            return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.1)
    pytest.fail(f"{ready} did not answer")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The host behind which two processes stand on unix sockets, and nginx's folder; its file but for its paths."""
    if NGINX is None:
        pytest.fail("nginx is missing: run `bash tests/install_system.sh`", pytrace=False)
    place = tmp_path_factory.mktemp("nginx")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{probe.getsockname()[1]}"
    settings = (
        text("nginx.conf")
        .replace("listen 80;", f"listen {host};")
        .replace("user www-data;", f"user {getpass.getuser()};")
    )
    # Which process a websocket goes to: no process of ours says it, only nginx, here alone.
    seen = "log_format process '$upstream_addr';\n    access_log /var/log/nginx/access.log short;"
    settings = settings.replace("access_log /var/log/nginx/access.log short;", seen)
    before, streams, after = settings.partition("location /_stcore/")
    settings = before + streams + after.replace("access_log off;", f"access_log {place}/streams.log process;", 1)
    settings = settings.replace("root /srv/observatoire/deploy;", f"root {DEPLOY};")
    settings = settings.replace("/run/observatoire/", f"{place}/").replace("/var/log/nginx/", f"{place}/")
    (place / "nginx.conf").write_text(settings, encoding="utf-8")
    command = [NGINX, "-c", f"{place}/nginx.conf", "-e", f"{place}/error.log"]
    given = ["-g", f"pid {place}/pid; daemon off;"]
    subprocess.run([*command, "-t", *given], check=True, capture_output=True)
    processes = []
    try:
        for k in ("1", "2"):
            (place / k).mkdir()
            started = [sys.executable, "-m", *START.split(), "--uds", f"{place}/{k}/http.sock"]
            with (place / f"{k}.log").open("wb") as log:
                environment = {**os.environ, "STREAMLIT_SERVER_COOKIE_SECRET": "0" * 64}
                processes.append(subprocess.Popen(started, cwd=ROOT, stdout=log, stderr=log, env=environment))
        deadline = time.monotonic() + START_SECONDS
        while not all((place / k / "http.sock").exists() for k in ("1", "2")) and time.monotonic() < deadline:
            time.sleep(0.1)
        processes.append(subprocess.Popen([*command, *given], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        wait_for(f"http://{host}/_stcore/health", processes)
        yield host, place
    finally:
        for process in reversed(processes):
            process.terminate()
        for process in processes:
            process.wait(timeout=20)


def fetched(address: str, **headers: str) -> tuple[bytes, dict[str, str]]:
    with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=10) as answer:
        return answer.read(), {name.lower(): value for name, value in answer.headers.items()}


@pytest.mark.slow
def test_pages_come_through_nginx_compressed_and_guarded(served: tuple[str, Path]) -> None:
    host, _ = served
    content, headers = fetched(f"http://{host}/", **{"Accept-Encoding": "gzip"})
    page = gzip.decompress(content).decode() if headers.get("content-encoding") == "gzip" else content.decode()
    assert 'lang="fr"' in page and "content-security-policy" in headers
    assert headers["set-cookie"].startswith("observatoire=") and "samesite=lax" in headers["set-cookie"].lower()
    (bundle,) = re.findall(r'src="\.?/(static/js/index\.[^"]+\.js)"', page)
    content, headers = fetched(f"http://{host}/{bundle}", **{"Accept-Encoding": "gzip"})
    assert headers["content-encoding"] == "gzip"


@pytest.mark.slow
def test_a_visitor_stays_with_a_process_and_the_two_have_their_share(served: tuple[str, Path]) -> None:
    host, place = served

    def visit(cookie: str) -> str:
        """A websocket as a page opens it; the session's name."""
        with opened(host, Cookie=cookie, Origin=f"http://{host}") as line:
            line.run()
            return line.session

    def connections() -> list[int]:
        lines = (place / "streams.log").read_text(encoding="utf-8")
        return [lines.count(f"{place}/{k}/http.sock") for k in "12"]

    def settled(count: int) -> list[int]:
        """nginx writes its line once the line is closed."""
        deadline = time.monotonic() + 10
        while sum(connections()) < count and time.monotonic() < deadline:
            time.sleep(0.05)
        return connections()

    def cookie() -> str:
        return fetched(f"http://{host}/")[1]["set-cookie"].partition(";")[0]

    mine, before = cookie(), connections()
    for _ in range(3):
        assert visit(mine)
    after = settled(sum(before) + 3)
    assert sorted(b - a for a, b in zip(before, after, strict=True)) == [0, 3]
    for _ in range(12):
        visit(cookie())
    assert min(settled(sum(after) + 12)) > min(before)  # 1 in 2 000 that twelve fall on the same side
    assert "_stcore" not in (place / "access.log").read_text(encoding="utf-8")
    assert "_stcore" not in (place / "error.log").read_text(encoding="utf-8")
    fetched(f"http://{host}/territoire?region=94")
    deadline = time.monotonic() + 10  # nginx writes its line after the answer
    while '"GET /territoire" 200' not in (place / "access.log").read_text(encoding="utf-8"):
        assert time.monotonic() < deadline, "nginx wrote no line"
        time.sleep(0.05)
    assert "region=94" not in (place / "access.log").read_text(encoding="utf-8")


@pytest.mark.slow
def test_uploads_and_reconnections_stay_with_the_process_of_their_visit(served: tuple[str, Path]) -> None:
    """Both live in one process: another's cookie finds neither the session nor its page's uploader."""
    host, place = served

    def visit() -> httpx.Client:
        client = httpx.Client(base_url=f"http://{host}", timeout=60)
        client.get("/")
        return client

    def process_of(client: httpx.Client) -> str:
        """nginx's own word, for a request whose answer is logged."""
        client.get("/_stcore/health")
        return (place / "streams.log").read_text(encoding="utf-8").splitlines()[-1]

    visits = [visit() for _ in range(24)]  # 1 in 8 million that all fall on the same side
    sides = {process_of(client): client for client in visits}
    assert len(sides) == 2
    for mine, other in (tuple(sides.values()), tuple(sides.values())[::-1]):
        with opened(host, Cookie=cookies(mine)) as line:
            line.run("reunion")
            session = line.session
            assert put(mine, session, b"{}").status_code == 204
            assert put(other, session, b"{}").status_code == 403  # control: the process makes the difference
        with opened(host, session=session, Cookie=cookies(other)) as line:
            line.run()
            assert line.session != session
        with opened(host, session=session, Cookie=cookies(mine)) as line:
            line.run()
            assert line.session == session, "the session that was cut was not found again"
    for client in visits:
        client.close()


def cookies(client: httpx.Client) -> str:
    return "; ".join(f"{name}={value}" for name, value in client.cookies.items())


def status_of(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return answer.status, answer.read().decode("utf-8")
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode("utf-8")


@pytest.mark.slow
def test_who_watches_is_told_what_is_served(served: tuple[str, Path]) -> None:
    host, place = served
    code, told = status_of(f"http://{host}/health")
    assert code == 200 and told.startswith('{"status":"ready","edition":"impact-2020","refused":[],"unwritable":[]')
    command = [sys.executable, "-m", "deploy.ready", f"{place}/1/http.sock"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert '"status":"ready"' in said
    nobody = subprocess.run([*command[:-1], f"{place}/none.sock", "0.1"], cwd=ROOT, capture_output=True, text=True)
    assert nobody.returncode == 1 and "no answer" in nobody.stderr


@pytest.mark.slow
def test_a_loop_on_one_address_is_stopped_in_french_and_a_page_is_not(served: tuple[str, Path]) -> None:
    """A page is forty files at once; six hundred are no reader."""
    host, _ = served

    def burst(count: int) -> list[tuple[int, str]]:
        with ThreadPoolExecutor(16) as pool:
            return list(pool.map(lambda _: status_of(f"http://{host}/robots.txt"), range(count)))

    assert {code for code, _ in burst(60)} == {200}
    answers = burst(1500)
    assert {code for code, _ in answers} == {200, 429}
    assert all("Réessayez dans une minute" in page for code, page in answers if code == 429)


@pytest.mark.slow
def test_where_no_process_answers_the_page_is_french(tmp_path: Path) -> None:
    if NGINX is None:
        pytest.fail("nginx is missing: run `bash tests/install_system.sh`", pytrace=False)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{probe.getsockname()[1]}"
    settings = text("nginx.conf").replace("listen 80;", f"listen {host};")
    settings = settings.replace("user www-data;", f"user {getpass.getuser()};")
    settings = settings.replace("root /srv/observatoire/deploy;", f"root {DEPLOY};")
    settings = settings.replace("/run/observatoire/", f"{tmp_path}/").replace("/var/log/nginx/", f"{tmp_path}/")
    (tmp_path / "nginx.conf").write_text(settings, encoding="utf-8")
    command = [NGINX, "-c", f"{tmp_path}/nginx.conf", "-e", f"{tmp_path}/error.log", "-g",
               f"pid {tmp_path}/pid; daemon off;"]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 20
        while True:
            try:
                code, page = status_of(f"http://{host}/territoire?region=32")
                break
            except urllib.error.URLError:
                assert time.monotonic() < deadline, "nginx did not start"
                time.sleep(0.1)
        assert code == 502 and 'lang="fr"' in page and "Le service ne répond pas" in page
    finally:
        process.terminate()
        process.wait(timeout=20)
