# The bot and the command line, built by the same make target as everywhere else.
FROM python:3.11-slim AS built
RUN apt-get update && apt-get install -y --no-install-recommends make && rm -rf /var/lib/apt/lists/*
WORKDIR /opt/kehoach
COPY . .
RUN make install

FROM python:3.11-slim
RUN useradd --system --uid 10001 --home-dir /data kehoach && install -d -o kehoach -g kehoach -m 700 /data
COPY --from=built /opt/kehoach /opt/kehoach
ENV KEHOACH_HOME=/data PATH=/opt/kehoach/.venv/bin:$PATH PYTHONUNBUFFERED=1
USER 10001
WORKDIR /data
VOLUME /data
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:9464/readyz', timeout=4)"]
ENTRYPOINT ["kehoach"]
CMD ["bot", "--monitor", "127.0.0.1:9464", "--json-logs"]
