import type { ImageUpdateAutomationReason } from "../reasons/image-automation-controller.ts";
import type { ImagePolicyReason, ImageRepositoryReason } from "../reasons/image-reflector-controller.ts";
import { bySeverity, type KindReader, neutral } from "./reading.ts";

/**
 * The image kinds tell which images there are and that Flux committed a new tag, never what runs.
 *
 * @see https://fluxcd.io/flux/components/image/
 */
const read = bySeverity<ImageRepositoryReason | ImagePolicyReason | ImageUpdateAutomationReason>({
  info: { Succeeded: neutral("image"), info: neutral("image") },
  error: {},
  otherError: neutral("image-failed"),
});

const image = (kind: string): KindReader => ({ group: "image.toolkit.fluxcd.io", kind, read });

export const imageRepository: KindReader = image("ImageRepository");
export const imagePolicy: KindReader = image("ImagePolicy");
export const imageUpdateAutomation: KindReader = image("ImageUpdateAutomation");
