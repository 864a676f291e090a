# Sourced by what proves something in a fresh Debian 12: a root of its own, made by debootstrap. Names no host: the
# mirror, its keys, proxies and pip's settings are those of the machine it runs on.
suite=bookworm

make_bare_root() { # folder, packages besides the smallest Debian
    local mirror
    ((EUID == 0)) || fail "this needs root, for debootstrap and chroot."
    command -v debootstrap >/dev/null || fail "debootstrap is missing: apt-get install debootstrap"
    [[ ! -e $1 ]] || fail "$1 is there already; a bare root must be a new folder."
    mirror=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE)' 'Created-By: Packages' |
        awk -v suite="$suite" '$2 == suite { print $1; exit }')
    [[ -n $mirror ]] || fail "apt on this machine knows no mirror with $suite."
    say "debootstrap --variant=minbase $suite"
    debootstrap --variant=minbase --include="$2" "$suite" "$1" "$mirror" >"$1.log" 2>&1 ||
        fail "debootstrap failed; its log is $1.log"
    copy_network_settings "$1"
}

copy_network_settings() { # folder
    local file
    rm -f "$1"/etc/apt/sources.list
    for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources \
        /etc/apt/trusted.gpg.d/* /etc/apt/keyrings/* /usr/share/keyrings/* /etc/apt/auth.conf.d/* \
        $(grep -ls Acquire /etc/apt/apt.conf.d/*) /etc/pip.conf "$HOME"/.config/pip/pip.conf "$HOME"/.pip/pip.conf \
        /etc/ssl/certs/ca-certificates.crt /etc/resolv.conf /etc/hosts; do
        [[ ! -f $file ]] || install -D -m 644 "$file" "$1$file"
    done
}

mount_in_root() { # only in a mount name space of our own, with which these end; uses root
    mount -t proc proc "$root/proc"
    mount --rbind /dev "$root/dev"
    mount -t tmpfs tmpfs "$root/tmp"
}

in_bare_root() { # commands, with this machine's way to the registries and nothing else of its environment; uses root
    local kept=()
    mapfile -t kept < <(env | grep -iE '^(pip_[a-z_]*|[a-z]*_proxy|ssl_cert_file|requests_ca_bundle)=' || true)
    chroot "$root" /usr/bin/env -i "${kept[@]}" HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin bash -c "$1"
}

say() { printf '%s: %s\n' "${0##*/}" "$*"; }

fail() {
    say "$*" >&2
    exit 1
}
