"""A PostgreSQL server of one's own: in a temporary folder, on a socket alone, stopped by its process id."""
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path


def programs():
    """The folder of initdb and postgres, or None."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    if found:
        return found[-1].parent
    where = shutil.which("initdb")
    return Path(where).parent if where and shutil.which("postgres") else None


class Server:
    """with Server() as s: s.url, s.psql(text)"""

    def __enter__(self):
        self.bin = programs()
        self.folder = Path(tempfile.mkdtemp(prefix="fenze-pg-"))
        self.user = []
        if os.geteuid() == 0:  # initdb refuses root
            if os.stat(os.devnull).st_mode & 0o002:
                nobody = pwd.getpwnam("nobody")
                os.chown(self.folder, nobody.pw_uid, nobody.pw_gid)
                self.user = ["setpriv", f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups"]
            else:  # where nobody may not even write to the null device, as happens in containers
                self.user = ["unshare", "--user", "--map-user=1000"]
        data = self.folder / "data"
        self.process = None
        try:
            subprocess.run([*self.user, self.bin / "initdb", "-D", data, "-U", "fenze", "-A", "trust", "--no-locale", "-E", "UTF8", "--no-sync"], check=True,
                           capture_output=True, cwd=self.folder)
            self.log = open(self.folder / "log", "wb")
            self.process = subprocess.Popen([*self.user, self.bin / "postgres", "-D", data, "-k", self.folder, "-c", "listen_addresses=", "-c", "fsync=off",
                                             "-c", "jit=off"], stdout=self.log, stderr=self.log, cwd=self.folder)
            for _ in range(300):
                if (self.folder / ".s.PGSQL.5432").exists() and subprocess.run(self.command("-c", "SELECT 1"), capture_output=True).returncode == 0:
                    break
                if self.process.poll() is not None:
                    raise RuntimeError((self.folder / "log").read_text())
                time.sleep(0.1)
            else:
                raise RuntimeError("postgres did not answer: " + (self.folder / "log").read_text())
        except BaseException:
            self.__exit__()
            raise
        self.url = f"postgresql:///postgres?host={self.folder}&user=fenze"
        return self

    def command(self, *more):
        return ["psql", "-h", str(self.folder), "-U", "fenze", "-d", "postgres", "-X", "-q", "-v", "ON_ERROR_STOP=1", *more]

    def psql(self, text):
        done = subprocess.run(self.command("-f", "-"), input=text.encode(), capture_output=True)
        if done.returncode != 0:
            raise RuntimeError(done.stderr.decode())
        return done.stdout.decode()

    def __exit__(self, *_):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)  # a fast shutdown
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
