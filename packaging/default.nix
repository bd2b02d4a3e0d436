# Nix: `nix-build packaging` in the checkout. nixpkgs needs a Rust that is not older than `rust-version` of Cargo.toml.
{
  pkgs ? import <nixpkgs> { },
}:
let
  inherit (pkgs) lib;
  manifest = (lib.importTOML ../Cargo.toml).package;
in
pkgs.rustPlatform.buildRustPackage {
  pname = manifest.name;
  inherit (manifest) version;
  src = lib.cleanSourceWith {
    src = lib.cleanSource ../.;
    filter = path: _: baseNameOf path != "target";
  };
  cargoLock.lockFile = ../Cargo.lock;
  nativeBuildInputs = [ pkgs.installShellFiles ];

  # How SQLite is built, should another file of settings take the place of the checkout's own.
  env.LIBSQLITE3_FLAGS = (lib.importTOML ../.cargo/config.toml).env.LIBSQLITE3_FLAGS.value;

  # The tests want terminals, file systems that can be filled and a C compiler: `.ci/run` runs them. Here the program
  # that was built is asked.
  doCheck = false;
  doInstallCheck = true;
  installCheckPhase = ''
    runHook preInstallCheck
    $out/bin/onrecord ask pledges --donor nl --csv | grep '^Netherlands,'
    $out/bin/onrecord init test.db
    $out/bin/onrecord check --db test.db
    runHook postInstallCheck
  '';

  postInstall = lib.optionalString (pkgs.stdenv.buildPlatform.canExecute pkgs.stdenv.hostPlatform) ''
    $out/bin/onrecord man man
    installManPage man/*.1
    installShellCompletion --cmd onrecord \
      --bash <($out/bin/onrecord completions bash) \
      --zsh <($out/bin/onrecord completions zsh) \
      --fish <($out/bin/onrecord completions fish)
  '';

  meta = {
    inherit (manifest) description;
    homepage = manifest.repository;
    license = with lib.licenses; [
      mit
      asl20
    ];
    mainProgram = "onrecord";
    platforms = lib.platforms.unix;
  };
}
