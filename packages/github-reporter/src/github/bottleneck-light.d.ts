// The build of Bottleneck without Redis, which the throttling plugin uses as well; the package declares its main entry only.
declare module "bottleneck/light.js" {
  export { default } from "bottleneck";
}
