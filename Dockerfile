# factlint in an image: docker run --rm -v "$PWD:/work" factlint check articles

FROM rust:1.90-slim-bookworm AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/src/target \
    cargo build --locked --profile dist && cp target/dist/factlint /usr/local/bin/

# A shell, because CI runs its scripts in one; git, because --since asks it.
FROM debian:bookworm-slim
# Debian has one version of git at a time, and its security updates are wanted.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/* \
    # The articles belong to another user than the one in here.
    && git config --system --add safe.directory '*'
COPY --from=build /usr/local/bin/factlint /usr/local/bin/
USER 1000:1000
WORKDIR /work
ENTRYPOINT ["factlint"]
CMD ["--help"]
