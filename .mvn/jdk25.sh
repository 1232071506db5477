# Finds a JDK 25 or newer; sourced by ./mvnw, ./jarvas and bench/run (POSIX sh).
#
# jdk25 prints the JDK's home, or one sentence on stderr and fails. What the user chose (JAVA_HOME, then PATH) wins if it
# is new enough; then exactly 25 among the usual places, then anything newer there.

# The feature number ("25") of the JDK in directory $1; nothing if it is none. Reads a file rather than start a JVM.
jdk_feature() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

jdk25() {
  jdk_on_path="$(command -v javac || true)"
  jdk_on_path="$(readlink -f -- "${jdk_on_path:-/none}" 2>/dev/null || true)"
  for jdk_home in "${JAVA_HOME-}" "${jdk_on_path%/bin/javac}"; do
    jdk_found="$(jdk_feature "$jdk_home")"
    if [ "${jdk_found:-0}" -ge 25 ]; then
      printf '%s\n' "$jdk_home"
      return 0
    fi
  done

  jdk_newer=
  for jdk_home in /usr/lib/jvm/* "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/* /opt/* /opt/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME-}"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
    jdk_found="$(jdk_feature "$jdk_home")"
    if [ "${jdk_found:-0}" -eq 25 ]; then
      printf '%s\n' "$jdk_home"
      return 0
    elif [ "${jdk_found:-0}" -gt 25 ]; then
      jdk_newer="$jdk_home"
    fi
  done
  if [ -z "$jdk_newer" ] && [ -x /usr/libexec/java_home ]; then
    jdk_newer="$(/usr/libexec/java_home -v 25+ 2>/dev/null || true)"
  fi
  if [ -n "$jdk_newer" ]; then
    printf '%s\n' "$jdk_newer"
    return 0
  fi
  echo "Jarvas needs a JDK 25 or newer: install one (Debian, Ubuntu: apt-get install openjdk-25-jdk, or temurin-25-jdk from https://adoptium.net; macOS: brew install openjdk@25; anywhere: sdk install java 25-tem) or point JAVA_HOME at one." >&2
  return 1
}
