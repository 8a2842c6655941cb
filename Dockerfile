# One file for every service: MODULE names it, PORT is the port that it listens on.
#   docker build --build-arg MODULE=consumer-service --build-arg PORT=8081 .
# RUNTIME is what it runs on: jre, or linked, which is smaller in all, but has no tools, and no layer that others share.
ARG MODULE=producer-service
ARG RUNTIME=jre

# Exact versions, which stand nowhere else; those of the images that are only pulled stand in .env.
FROM eclipse-temurin:25.0.3_9-jdk-noble AS jdk
FROM eclipse-temurin:25.0.3_9-jre-noble AS jre
LABEL org.opencontainers.image.version="1.0.0-SNAPSHOT" org.opencontainers.image.licenses="Apache-2.0"

# Makes the secrets of the Compose stack. The image is one that the services need anyway, and has openssl with its
# certificates of authorities.
FROM jre AS secrets
RUN openssl version
# Whoever a folder belongs to here owns the new volume that is mounted there.
RUN install -d -o 10001 -g 10001 \
    /secrets/made /secrets/nats /secrets/producer /secrets/consumer /secrets/operator /secrets/lab /secrets/grafana \
    /stores/nats /stores/nats-2 /stores/nats-3 /stores/journals
LABEL org.opencontainers.image.title="Now or Never: secrets"
COPY tools/secrets /usr/local/bin/
USER 10001:10001
ENTRYPOINT ["secrets", "--shared", "/secrets"]

# Compiles both services at once; the images of both share this stage.
FROM jdk AS build
RUN apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends maven >/dev/null \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /build
ENV MAVEN="-B -ntp -Dmaven.repo.local=/repository -pl producer-service,consumer-service -am -Dmaven.test.skip -Djacoco.skip -Dspring-javaformat.validate.skip"
# What the poms name is fetched before any code is there, so that a change of code fetches nothing.
COPY .mvn .mvn
COPY pom.xml ./
COPY testbed/pom.xml testbed/
COPY common/pom.xml common/
COPY requester/pom.xml requester/
COPY responder/pom.xml responder/
COPY starter/pom.xml starter/
COPY producer-service/pom.xml producer-service/
COPY consumer-service/pom.xml consumer-service/
COPY playground/pom.xml playground/
COPY lab/pom.xml lab/
COPY benchmark/pom.xml benchmark/
RUN --mount=type=cache,target=/repository,sharing=locked mvn $MAVEN -q -Dspring-boot.repackage.skip -Dspring-boot.aot.skip package
COPY . .
RUN --mount=type=cache,target=/repository,sharing=locked mvn $MAVEN package

# Compiles the lab, for whoever wants its ledger.
FROM build AS build-lab
RUN --mount=type=cache,target=/repository,sharing=locked \
    mvn -B -ntp -q -Dmaven.repo.local=/repository -pl lab -am -Dmaven.test.skip -Djacoco.skip -Dspring-javaformat.validate.skip -Dmdep.skip package

# Shows what the journals of the services tell.
FROM jre AS ledger
LABEL org.opencontainers.image.title="Now or Never: ledger"
ENV SERVER_PORT=8090
EXPOSE $SERVER_PORT
WORKDIR /app
COPY container/ ./
COPY --from=build-lab /build/lab/target/lab.jar ./
USER 10001:10001
HEALTHCHECK --interval=2s --timeout=2s --start-period=2m --retries=3 CMD ["bash", "-c", "exec ./probe /actuator/prometheus"]
ENTRYPOINT ["java", "@quick.options", "@container.options", "-jar", "lab.jar", "watch", "--server.address=0.0.0.0", "/journals"]

# Java SE without what no service needs, on those files of the JDK's image without which neither it nor a shell runs.
FROM jdk AS linking
# The last three have nothing but providers that the JDK's settings for security name. One that is missing is looked for on
# the class path, whoever asks for all of them, and that loads hundreds of classes of Bouncy Castle.
RUN jlink --add-modules java.se,jdk.jfr,jdk.management,jdk.unsupported,java.smartcardio,jdk.crypto.cryptoki,jdk.security.jgss \
    --no-header-files --no-man-pages --compress zip-6 --output /linked/opt/java/openjdk
# Each package says that it is there, so that programs that look for known weaknesses find it.
RUN mkdir -p /linked/usr/bin /linked/usr/sbin /linked/usr/lib /linked/usr/lib64 /linked/etc /linked/var/lib/dpkg/status.d \
    && cp -a /bin /sbin /lib* /linked/ && cp -a /etc/passwd /etc/group /etc/nsswitch.conf /linked/etc/ \
    && for package in base-files bash dash libc6 libgcc-s1 libtinfo6; do \
        dpkg -L "$package" \
            | sed -E '/^\//!d; s#^/##; /\/copyright$/b; \#^usr/(share/(doc|info|lintian|locale|man)|lib/[^/]+/gconv)/#d' \
            | tar -c -C / --no-recursion -T - | tar -x -C /linked --keep-directory-symlink \
        && dpkg-query -s "$package" >"/linked/var/lib/dpkg/status.d/$package" || exit 1; \
    done

FROM scratch AS linked
LABEL org.opencontainers.image.version="1.0.0-SNAPSHOT" org.opencontainers.image.licenses="Apache-2.0"
ENV JAVA_HOME=/opt/java/openjdk PATH=/opt/java/openjdk/bin:/usr/bin:/bin LANG=C.UTF-8
COPY --from=linking /linked /

# Takes the jar apart: what changes seldom apart from what changes often.
FROM jre AS layers
ARG MODULE
WORKDIR /unpacked
COPY --from=build /build/$MODULE/target/$MODULE.jar service.jar
RUN java -Djarmode=tools -jar service.jar extract --layers --destination layers

FROM $RUNTIME
ARG MODULE
ARG PORT=8080
LABEL org.opencontainers.image.title="Now or Never: $MODULE"
# HEALTH is the group of health indicators that the engine asks for: readiness (includes the link to NATS) or liveness.
ENV SERVER_PORT=$PORT HEALTH=readiness
EXPOSE $PORT
WORKDIR /app
COPY container/ ./
COPY --from=layers /unpacked/layers/dependencies/ ./
COPY --from=layers /unpacked/layers/snapshot-dependencies/ ./
COPY --from=layers /unpacked/layers/application/ ./
# Runs the service once as it will be run, without a broker, so that the JVM keeps what a start and a scrape need.
RUN java @quick.options @container.options -Dspring.aot.enabled=true -Dnow-or-never.training-run=true -XX:AOTCacheOutput=service.aot \
    -jar service.jar --nats.servers=nats://127.0.0.1:1 && test -s service.aot
USER 10001:10001
HEALTHCHECK --interval=2s --timeout=2s --start-period=2m --retries=3 CMD ["bash", "-c", "exec ./probe /actuator/health/$HEALTH"]
ENTRYPOINT ["java", "@quick.options", "@container.options", "-Dspring.aot.enabled=true", "-XX:AOTCache=service.aot", "-jar", "service.jar"]
