"""What tests/programs/chaos.cpp wants of a host in each of its two versions, written down by hand."""

import hashlib
import os

ROOT = "/srv/chaos"
VERSIONS = ("one", "two")
MIB = 1 << 20
SIZES = {"01": 2 * MIB, "02": MIB, "03": 300000, "04": 70000, "05": 65536, "06": 4096, "07": 4095, "08": 4097, "20": 200000}
MODE = {"one": "640", "two": "600"}
FOLDER_MODE = {"one": "750", "two": "755"}
SHELL = {"one": "/bin/sh", "two": "/bin/bash"}
UNIT = "[Service]\nEnvironment=VERSION={0}\nExecStart=/bin/sleep infinity\n[Install]\nWantedBy=multi-user.target\n"
UNITS = ("chaos", "chaos-guarded")
SEEDS = {f"{ROOT}/lines": "top\nversion = none\ncolour = none\nmiddle\nshape = none\nend\n",
         f"{ROOT}/guarded-lines": "top\nversion = none\nend\n"}
# operations that append to the log: what each says
SAYS = {**{f"Say {n} once": str(n) for n in range(1, 7)}, "Follow the settings": "settings", "Follow the unit": "unit"}


def other(version):
    return VERSIONS[1 - VERSIONS.index(version)]


def page(number, version):
    """Its first line says what it is whole: version, size and digest of the rest."""
    size = SIZES.get(number, 500 + 700 * int(number))
    body = b"".join(b"%s %s %d\n" % (version.encode(), number.encode(), i) for i in range(size // 9))[:size]
    head = f"whole {version} {number} {len(body)} {hashlib.sha256(body).hexdigest()}\n"
    return head.encode() + body


def write_pages(folder, version):
    os.makedirs(f"{folder}/pages", exist_ok=True)
    for number in range(1, 25):
        with open(f"{folder}/pages/{number:02}", "wb") as file:
            file.write(page(f"{number:02}", version))


def lines(version):
    blocks = "".join(f"# BEGIN slipway {name}\n{sign}1 {version}\n{sign}2 {version}\n# END slipway {name}\n"
                     for name, sign in (("first", "a"), ("second", "b")))
    return SEEDS[f"{ROOT}/lines"].replace("none", version) + blocks


def _places(version):
    """Where each page is."""
    places = {f"{n:02}": f"{ROOT}/site/{n:02}" for n in (*range(1, 11), 17, 18, 23, 24)}
    places.update({f"{n:02}": f"{ROOT}/site/a/{n:02}" for n in range(11, 15)})
    places.update({f"{n:02}": f"{ROOT}/site/b/{n:02}" for n in (15, 16)})
    places.update({f"{n:02}": f"{ROOT}/guarded/{n:02}" for n in (20, 21)})
    places["19"] = f"{ROOT}/own-{version}/page"
    places["22"] = f"{ROOT}/only-{version}"
    return places


def files(version):
    """Path to bytes, of all files whose content the version says."""
    wanted = {path: page(number, version) for number, path in _places(version).items()}
    texts = {f"{ROOT}/site/settings": f"version {version}\nthat is all\n", f"{ROOT}/note": f"note of {version}\nthat is all\n",
             f"{ROOT}/lines": lines(version),
             f"{ROOT}/guarded-lines": SEEDS[f"{ROOT}/guarded-lines"].replace("none", version)}
    texts.update({f"/etc/systemd/system/{unit}.service": UNIT.format(version) for unit in UNITS})
    wanted.update({path: text.encode() for path, text in texts.items()})
    wanted.update({f"{ROOT}/own-{version}/once-{n}": b"" for n in range(1, 7)})
    return wanted


def _links(version):
    return {f"{ROOT}/site/first": f"a/{version}", f"{ROOT}/site/second": f"b/{version}", f"{ROOT}/third": f"own-{version}",
            f"{ROOT}/guarded/link": f"to-{version}"}


def _folders(version):
    own = {path: FOLDER_MODE[version] for path in (f"{ROOT}/site", f"{ROOT}/site/a", f"{ROOT}/site/b", f"{ROOT}/guarded")}
    return {**own, f"{ROOT}/own-{version}": "755", ROOT: "755"}


def listing(version):
    """What SCRIPT prints where all is as it should be, as a set of lines."""
    special = {f"{ROOT}/site/settings": (MODE[version], "adm"), f"{ROOT}/site/17": (MODE[version], "root"),
               f"{ROOT}/site/18": ("644", "adm"), f"{ROOT}/guarded/21": (MODE[version], "root")}
    said = {f"d {mode} root:root {path} " for path, mode in _folders(version).items()}
    said |= {f"l 777 root:root {path} {target}" for path, target in _links(version).items()}
    for path, content in files(version).items():
        mode, group = special.get(path, ("644", "root"))
        said |= {f"f {mode} root:{group} {path} ", f"{hashlib.sha256(content).hexdigest()}  {path}"}
    said.add(f"f 644 root:root {ROOT}/log ")
    said |= {f"{unit}: active enabled VERSION={version}" for unit in UNITS}
    said |= {f"user: {SHELL[version]} {ROOT} in chaos"}
    return said


# one line a thing: kind, mode, owner, path, target; digest, path; what runs; who is there
SCRIPT = f"""
cd / || exit 1
{{ find {ROOT}; ls -d /etc/systemd/system/chaos*.service; }} 2>/dev/null | while read -r path; do
  find "$path" -maxdepth 0 -printf '%y %m %u:%g %p %l\\n'
done
find {ROOT} /etc/systemd/system/chaos*.service ! -path {ROOT}/log -type f -exec sha256sum {{}} + 2>/dev/null
for unit in {' '.join(UNITS)}; do
  state="$(systemctl is-active $unit) $(systemctl is-enabled $unit 2>/dev/null)"
  pid=$(systemctl show -p MainPID --value $unit)
  echo "$unit: $state $(tr '\\0' '\\n' 2>/dev/null </proc/$pid/environ | grep ^VERSION=)"
done
IFS=: read -r _ _ _ _ _ home shell <<END
$(getent passwd chaos)
END
echo "user: $shell $home in $(id -nG chaos 2>/dev/null)"
"""


def is_guarded(line):
    """Whether a line of SCRIPT's answer is about what stands in the guard."""
    return "guarded" in line


def problems(answer, version):
    """What is not as the version wants it, in a few sentences."""
    found, wanted = set(answer.splitlines()), listing(version)
    return [f"missing: {line}" for line in sorted(wanted - found)] + [f"unwanted: {line}" for line in sorted(found - wanted)]
