#!/bin/sh
# Makes the two roles and the database on an empty PostgreSQL server. Run once, as the superuser; needs in the
# environment: SWV_OWNER_PASSWORD, SWV_APP_PASSWORD. docker-compose.yml does this by itself at the first start.
# The embedded database of `manage.py demo` gives the same rights: swv_portal/local/postgres.py.
set -eu
psql -v ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres <<'SQL'
\getenv owner_password SWV_OWNER_PASSWORD
\getenv app_password SWV_APP_PASSWORD
CREATE ROLE swv_owner LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB PASSWORD :'owner_password';
CREATE ROLE swv_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB PASSWORD :'app_password';
CREATE DATABASE swv_portal OWNER swv_owner TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8';
REVOKE CONNECT ON DATABASE swv_portal FROM PUBLIC;
GRANT CONNECT ON DATABASE swv_portal TO swv_app;
\connect swv_portal
ALTER DEFAULT PRIVILEGES FOR ROLE swv_owner GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO swv_app;
ALTER DEFAULT PRIVILEGES FOR ROLE swv_owner GRANT USAGE, SELECT ON SEQUENCES TO swv_app;
SQL
