import { mergeLayers } from "./merge-layers.ts";

export function mergeLayersExample(): readonly unknown[] {
  //#region mergeLayers
  const { values, sources } = mergeLayers([
    { source: "pipeline", values: { replicas: 1, db: { host: "localhost", port: 5432 } } },
    { source: "acme/shop-config:prod/values.yaml", values: { db: { host: "db.prod" } } },
  ]);
  const host = values["db"]; // { host: "db.prod", port: 5432 }
  const source = sources["db.host"]; // "acme/shop-config:prod/values.yaml"
  //#endregion
  return [host, source];
}
