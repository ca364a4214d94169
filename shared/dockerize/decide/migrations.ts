// What needs the database of a running environment.
const MIGRATES = [
  /\bmanage\.py (?:migrate|createsuperuser|loaddata)\b/,
  /\b(?:alembic|flask db) upgrade\b/,
  /\b(?:rails|rake) db:/,
  /\bprisma (?:migrate|db)\b/,
  /\bartisan (?:migrate|db:)|\bmigrations:migrate\b/,
  /\bmix ecto\./,
  /\b(?:knex|typeorm|sequelize|sequelize-cli|drizzle-kit|node-pg-migrate)\b.*\b(?:migrat|push|db:)/,
  /^(?:npm|pnpm|yarn|bun)(?: run)? [\w:-]*(?:migrat|seed)/,
]

/** Whether a command changes the database, which is to happen once for a release and not wherever a container starts. */
export function migrates(command: string): boolean {
  return MIGRATES.some((pattern) => pattern.test(command))
}
