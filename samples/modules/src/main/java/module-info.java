/** A program on the module path. */
module kiosk {
    requires dev.footbridge.core;
}
