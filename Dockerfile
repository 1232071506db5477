# Builds Jarvas from this repository: a Java runtime of only the modules it needs, the program, and the JVM's cache of its
# classes, made by a short run of the demo. The entry point serves; "demo" tries it out.
#
# Any JDK 25 and any base of the same C library do: --build-arg JDK_IMAGE=… --build-arg BASE_IMAGE=…
ARG JDK_IMAGE=eclipse-temurin:25-jdk-noble
ARG BASE_IMAGE=ubuntu:24.04

FROM ${JDK_IMAGE} AS build
WORKDIR /build
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY src src
RUN ./mvnw -q -B -Dquick -Dmaven.test.skip=true package
# Only English and Portuguese names of months and days.
RUN jlink --output /opt/java --compress zip-6 --no-header-files --no-man-pages --include-locales=en,pt \
      --add-modules java.base,java.logging,java.management,java.naming,java.net.http,java.sql,java.xml,jdk.jfr,jdk.localedata,jdk.management,jdk.unsupported
COPY addon/jvm.options addon/health addon/train /opt/jarvas/
RUN mv target/jarvas.jar target/libs /opt/jarvas/

FROM ${BASE_IMAGE}
ARG BUILD_VERSION
ARG BUILD_ARCH
LABEL io.hass.type="app" \
      io.hass.name="Jarvas" \
      io.hass.description="A private voice and chat assistant for your home, on your own model" \
      io.hass.version="${BUILD_VERSION}" \
      io.hass.arch="${BUILD_ARCH}"
# In no base is that number taken.
RUN echo 'jarvas:x:10700:' >> /etc/group \
    && echo 'jarvas:x:10700:10700:Jarvas:/data:/bin/false' >> /etc/passwd \
    && mkdir -p /data && chown 10700:10700 /data
COPY --from=build /opt/java /opt/java
COPY --from=build /opt/jarvas /opt/jarvas
# Here, since a cache is good only for jars of the very time that they have in the image.
RUN /opt/jarvas/train && rm /opt/jarvas/train
COPY addon/entrypoint /usr/local/bin/jarvas
WORKDIR /opt/jarvas
ENTRYPOINT ["/usr/local/bin/jarvas"]
CMD ["serve"]
EXPOSE 8099 8100
HEALTHCHECK --start-period=60s --interval=30s --timeout=5s CMD ["/opt/jarvas/health"]
