import type { IsClusterScoped } from "../resource/scope.ts";
import { removeServerFields } from "../transforms/remove-server-fields.ts";
import type { ImageFields } from "../transforms/image-path.ts";
import type { ImageSetter } from "../transforms/set-images.ts";
import { createImageSetter } from "../transforms/set-images.ts";
import { createAnnotationSetter, createLabelSetter } from "../transforms/set-metadata.ts";
import { createNamespaceSetter } from "../transforms/set-namespace.ts";
import type { RenderRequest } from "./render-request.ts";

/** Makes the function that puts into one resource what a request has for all of them. */
export function createTransform(
  request: RenderRequest,
  isClusterScoped: IsClusterScoped,
  imageFields: ImageFields | undefined,
): ImageSetter {
  const { images, labels = {}, annotations = {}, namespace } = request;
  const setLabels = createLabelSetter(labels);
  const setAnnotations = createAnnotationSetter(annotations);
  const setNamespace = createNamespaceSetter(namespace, isClusterScoped);
  const setImages = createImageSetter(images, imageFields);
  return (located) => setImages(setNamespace(setAnnotations(setLabels(removeServerFields(located)))));
}
