# Builds Jarvas from this repository and runs it on a Java runtime alone. The entry point serves; "demo" tries it out.
FROM eclipse-temurin:25-jdk AS build
WORKDIR /build
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY src src
RUN ./mvnw -q -B -Dquick -Dmaven.test.skip=true package

FROM eclipse-temurin:25-jre
ARG BUILD_VERSION
ARG BUILD_ARCH
LABEL io.hass.type="app" \
      io.hass.name="Jarvas" \
      io.hass.description="A private voice and chat assistant for your home, on your own model" \
      io.hass.version="${BUILD_VERSION}" \
      io.hass.arch="${BUILD_ARCH}"
WORKDIR /opt/jarvas
COPY --from=build /build/target/jarvas.jar jarvas.jar
COPY --from=build /build/target/libs libs
COPY addon/entrypoint /usr/local/bin/jarvas
ENTRYPOINT ["/usr/local/bin/jarvas"]
CMD ["serve"]
EXPOSE 8099 8100
HEALTHCHECK --start-period=60s CMD curl -fsS http://127.0.0.1:8099/health/live || exit 1
