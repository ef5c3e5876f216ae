/** A Kubernetes object of a manifest, as far as a change set needs it. */
export interface Manifest {
  /** API group and version. */
  readonly apiVersion: string;
  /** Kind of the object. */
  readonly kind: string;
  /** Name of the object. */
  readonly name: string;
  /** Namespace of the object, if the manifest has one. */
  readonly namespace: string | undefined;
  /** The text that it was read from. */
  readonly text: string;
}

/** The objects of a folder, or why there are none. */
export type BuildResult =
  | { readonly code: "built"; readonly manifests: readonly Manifest[] }
  | { readonly code: "failed"; readonly message: string };

/**
 * Reads the objects of a folder of plain manifests, as kustomize-controller does where there is no kustomization.yaml:
 * all documents of all `.yaml` and `.yml` files.
 *
 * It reads no more of YAML than the block style in which manifests are written and JSON. Whatever it cannot read fails the
 * build and says so, rather than being left out.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#generating-a-kustomizationyaml-file
 */
export function buildManifests(files: ReadonlyMap<string, string>): BuildResult {
  const manifests: Manifest[] = [];
  for (const [path, content] of files) {
    if (!/\.ya?ml$/.test(path)) continue;
    if (/(?:^|\/)kustomization\.ya?ml$/i.test(path))
      return failed(path, "overlays are not built, only plain manifests");

    for (const text of splitDocuments(content)) {
      const { apiVersion, kind, name, namespace } = text.startsWith("{") ? readJson(text) : readBlock(text);
      if (!apiVersion || !kind || !name) return failed(path, "no apiVersion, kind and metadata.name found");
      manifests.push({ apiVersion, kind, name, namespace, text });
    }
  }
  return { code: "built", manifests };
}

/** Writes an object as Flux does. */
export function objectName({ kind, namespace, name }: Omit<Manifest, "text" | "apiVersion">): string {
  return namespace === undefined ? `${kind}/${name}` : `${kind}/${namespace}/${name}`;
}

type Identity = Readonly<Partial<Record<"apiVersion" | "kind" | "name" | "namespace", string | undefined>>>;

function failed(path: string, problem: string): BuildResult {
  return { code: "failed", message: `kustomize build failed: the Flux player cannot read ${path}: ${problem}` };
}

function splitDocuments(content: string): string[] {
  const isEmpty = (document: string) => document.replaceAll(/^[ \t]*#.*$/gm, "").trim() === "";
  return content
    .replaceAll("\r\n", "\n")
    .split(/^---(?:[ \t].*)?$/m)
    .map((document) => document.trim())
    .filter((document) => !isEmpty(document));
}

function readJson(text: string): Identity {
  try {
    const { apiVersion, kind, metadata } = JSON.parse(text) as Identity & { readonly metadata?: Identity };
    return { apiVersion, kind, name: metadata?.name, namespace: metadata?.namespace };
  } catch {
    return {};
  }
}

function readBlock(text: string): Identity {
  const [, metadata = ""] = /^metadata:[ \t]*(?:#.*)?\n((?:[ \t]+.*\n|[ \t]*(?:#.*)?\n)*)/m.exec(`${text}\n`) ?? [];
  const [, indentation = ""] = /^([ \t]+)[^\s#]/m.exec(metadata) ?? [];
  return {
    apiVersion: readScalar(text, "apiVersion"),
    kind: readScalar(text, "kind"),
    name: readScalar(metadata, `${indentation}name`),
    namespace: readScalar(metadata, `${indentation}namespace`),
  };
}

function readScalar(block: string, key: string): string | undefined {
  const [, double, single, plain] =
    new RegExp(`^${key}:[ \\t]+(?:"([^"]*)"|'([^']*)'|([^\\s"'#&*!|>{\\[][^#\\n]*?))[ \\t]*(?: #.*)?$`, "m").exec(
      block,
    ) ?? [];
  return double ?? single ?? plain;
}
