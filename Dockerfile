# One image for web, worker, timetable and migrations. The embedded database and the tests are not in it.
FROM python:3.11-slim-bookworm AS packages
COPY requirements/base.lock /tmp/base.lock
RUN python -m venv /opt/venv \
 && /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r /tmp/base.lock

FROM python:3.11-slim-bookworm
RUN apt-get update \
 && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin swv \
 && install -d -o swv -g swv -m 700 /srv/private
COPY --from=packages /opt/venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=swv_portal.settings.production
WORKDIR /srv/portal
COPY manage.py ./
COPY swv_portal swv_portal
COPY schools schools
COPY licenses licenses
COPY allocation allocation
COPY templates templates
COPY docs/beheer/healthcheck.py docs/beheer/
# Collecting needs settings but no secret; these values end with this line.
RUN SECRET_KEY=none ALLOWED_HOSTS=none DATABASE_URL=postgres:///none BROKER_URL=memory:// PRIVATE_ROOT=/tmp \
    python manage.py collectstatic --no-input
USER 10001:10001
EXPOSE 8000
CMD ["granian", "swv_portal.wsgi:application", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", \
     "--workers", "2", "--blocking-threads", "4", "--no-access-log"]
