import type { ImageReport } from "../reports/image-report.ts";
import type { Step } from "./step.ts";

/** An image that a policy has chosen. */
export interface ImageReference {
  /** Image without tag. */
  readonly image: string;
  /** Its tag. */
  readonly tag: string;
  /** Its digest, for a policy that reflects digests. */
  readonly digest?: string;
}

/**
 * An image kind has got on. None of them says which revision.
 *
 * @param previous What the policy had chosen before.
 * @see https://github.com/fluxcd/image-reflector-controller/tree/main/internal/controller
 * @see https://github.com/fluxcd/image-automation-controller/tree/main/internal
 */
export function imageReported(report: ImageReport, previous?: ImageReference): readonly Step[] {
  return [{ after: 0, severity: "info", reason: "Succeeded", message: message(report, previous), metadata: "none" }];
}

function message(report: ImageReport, previous: ImageReference | undefined): string {
  switch (report.code) {
    case "image-repository-scanned":
      return `successful scan: found ${report.tags} tags with checksum ${report.checksum}`;
    case "image-policy-resolved": {
      const { image, tag, digest } = report;
      const pinned = digest === undefined ? "" : ` with digest ${digest}`;
      const before = previous === undefined ? "" : ` (previously ${reference(previous)})`;
      return `Latest image tag for ${image} resolved to ${tag}${pinned}${before}`;
    }
    case "image-update-pushed": {
      const { sha, branch, refspecs = [] } = report;
      const specs = refspecs.map((refspec) => `'${refspec}'`).join(", ");
      const pushed = `pushed commit '${sha.slice(0, 7)}' to branch '${branch}'`;
      return `${pushed}${specs === "" ? "" : ` and refspecs ${specs}`}\n${report.message}`;
    }
    case "image-update-up-to-date":
      return "repository up-to-date";
  }
}

function reference({ image, tag, digest }: ImageReference): string {
  return `${image}:${tag}${digest === undefined ? "" : `@${digest}`}`;
}
