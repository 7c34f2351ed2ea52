#!/usr/bin/env bash
# Makes a base image from this machine's JDK and system libraries: a Java runtime, the libraries that it and EchoMotion's
# native parts load, certificates and one font. For machines that cannot pull a base image. Debian with podman, as root.
#
#   deploy/images/base.sh FILE.tar                   with a Java runtime
#   deploy/images/base.sh FILE.tar --without-java    for native executables
set -euo pipefail
out=${1:?usage: base.sh FILE.tar [--without-java]}
name=localhost/echomotion/base:java17
jdk=$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT

"$jdk/bin/jlink" --add-modules ALL-MODULE-PATH --strip-debug --no-man-pages --no-header-files --compress=2 \
  --output "$root/opt/java"

# The libraries that the runtime links to, and those that TensorFlow, FFmpeg and OpenCV load.
needed=$(find "$root/opt/java" -type f \( -name '*.so' -o -path '*/bin/*' \) -exec ldd {} + 2>/dev/null |
  awk '$2 == "=>" && $3 ~ /^\// { print $3 }' | grep -v "^$root" | sort -u)
for library in $needed $(ldconfig -p | awk '/x86-64/ && $1 ~ /^(libstdc\+\+[.]so[.]6|libgcc_s[.]so[.]1|libgomp[.]so[.]1|libfontconfig[.]so[.]1|libfreetype[.]so[.]6|libnss_dns[.]so[.]2|libnss_files[.]so[.]2|libresolv[.]so[.]2|librt[.]so[.]1|libdl[.]so[.]2|libm[.]so[.]6|libpthread[.]so[.]0)$/ { print $NF }'); do
  ldd "$library" | awk '$2 == "=>" && $3 ~ /^\// { print $3 }'
  echo "$library"
done | sort -u | while read -r library; do
  install -D "$library" "$root/usr/lib/x86_64-linux-gnu/$(basename "$library")"
done
mkdir -p "$root"/{etc,tmp,data,lib64,usr/bin,usr/share/fonts}
chmod 1777 "$root/tmp"
chown 10001:10001 "$root/data"
cp -L /lib64/ld-linux-x86-64.so.2 "$root/lib64/"
ln -s usr/lib "$root/lib"
ln -s /opt/java/bin/java "$root/usr/bin/java"
# The runtime names its configuration and its certificates by links to the system's folders.
cp -rL "$jdk/conf" "$root/opt/java/" 2>/dev/null || true
cp -L "$jdk/lib/security/cacerts" "$root/opt/java/lib/security/cacerts"
install -D -m 644 /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/ca-certificates.crt"
cp -rL /etc/fonts "$root/etc/"
cp -r /usr/share/fonts/truetype/dejavu "$root/usr/share/fonts/"
printf 'root:x:0:0::/:/sbin/nologin\nechomotion:x:10001:10001::/tmp:/sbin/nologin\n' >"$root/etc/passwd"
printf 'root:x:0:\nechomotion:x:10001:\n' >"$root/etc/group"
printf 'hosts: files dns\n' >"$root/etc/nsswitch.conf"
if [ "${2:-}" = --without-java ]; then
  rm -r "$root/opt/java" "$root/usr/bin/java"
  name=localhost/echomotion/base:libraries
fi

tar -C "$root" -c . | podman import --change 'ENV PATH=/usr/bin' - "$name" >/dev/null
rm -f "$out"
podman save --format docker-archive -o "$out" "$name"
ls -lh "$out"
