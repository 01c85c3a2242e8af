# The application's image: built here, so that what runs is what this folder holds.
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
# with DIMSE, whose library comes from a repository of its own; without it no image is built
RUN verifier-dcm4che/fetch-dcm4che
RUN mvn -B -ntp -q -P dcm4che package -Dmaven.test.skip=true

FROM eclipse-temurin:25-jre
# the font for Chinese, Japanese and Korean names in reports
RUN apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends fonts-wqy-microhei \
    && rm -rf /var/lib/apt/lists/*
RUN groupadd --system auditor \
    && useradd --system --gid auditor --home-dir /var/lib/auditor --create-home auditor
WORKDIR /opt/auditor
COPY --from=build /src/app/target/lib lib/
COPY --from=build /src/app/target/auditor.jar lib/
COPY auditor ./
ENV MIGRATION_AUDITOR_HOME=/var/lib/auditor
USER auditor
VOLUME /var/lib/auditor
ENTRYPOINT ["/opt/auditor/auditor"]
CMD ["--help"]
