import * as vscode from 'vscode';
import { type Extension } from '../extension';
import { TRUST_SIGNER, VERIFY_AGAIN } from '../signing/verdict-report';
import { subjectOf } from '../views/subject';
import { addComponent } from './add-component';
import { addLayout } from './add-layout';
import { addMissingComponents } from './add-missing-components';
import { addRegistry } from './add-registry';
import { addReleasePipeline } from './add-release-pipeline';
import { attachToArtifact } from './attach-to-artifact';
import { bomReadiness } from './bom-readiness';
import { checkModelFolder } from './check-model-folder';
import { compareArtifacts } from './compare-artifacts';
import { compareBoms } from './compare-boms';
import { convertBom } from './convert-bom';
import { copyArtifact } from './copy-artifact';
import { copyBadge } from './copy-badge';
import { copyDigest } from './copy-digest';
import { copyReference } from './copy-reference';
import { createExample } from './create-example';
import { deleteArtifact } from './delete-artifact';
import { exportEvidence } from './export-evidence';
import { exportJson } from './export-json';
import { exportLicenses } from './export-licenses';
import { extractArtifact } from './extract-artifact';
import { clearArtifactFilter, filterArtifacts } from './filter-artifacts';
import { fillIn } from './fill-in';
import { fixAll } from './fix-all';
import { forgetLogins } from './forget-logins';
import { generateBom } from './generate-bom';
import { generateMofFile } from './generate-mof-file';
import { groupLicensesByFile, groupLicensesByLicense } from './group-licenses';
import { inspect } from './inspect';
import { listLicenses } from './list-licenses';
import { mendLicense } from './mend-license';
import { newMofFile } from './new-mof-file';
import { newKitfile, newModelfile } from './new-recipe';
import { openArtifactPart } from './open-artifact-part';
import { openDocumentation } from './open-documentation';
import { packageIntoLayout } from './package-into-layout';
import { packageModel } from './package-model';
import { previewBom } from './preview-bom';
import { pullArtifact } from './pull-artifact';
import { pushArtifact } from './push-artifact';
import { refreshArtifacts, retryArtifacts, showMoreArtifacts } from './refresh-artifacts';
import { refreshLicenses } from './refresh-licenses';
import { refreshTrustedRoot } from './refresh-trusted-root';
import { releaseModel } from './release-model';
import { removeFromArtifacts } from './remove-from-artifacts';
import { reopenAsText } from './reopen-as-text';
import { restartServer } from './restart-server';
import { revealComponent } from './reveal-component';
import { showArtifacts } from './show-artifacts';
import { showGapReport } from './show-gap-report';
import { showLog } from './show-log';
import { showOpenness } from './show-openness';
import { signInToRegistry } from './sign-in-to-registry';
import { signModel } from './sign-model';
import { sortArtifacts } from './sort-artifacts';
import { tagArtifact, untagArtifact } from './tag-artifact';
import { trustSigner } from './trust-signer';
import { updateFromFolder } from './update-from-folder';
import { verifyAgain } from './verify-again';
import { verifyArtifact } from './verify-artifact';
import { verifyModel } from './verify-model';
import { verifySignatureFile } from './verify-signature-file';

type Command = (extension: Extension, ...args: never[]) => unknown;

/** Every command of the extension. A new command is one file and one line here, and its title in package.json. */
const COMMANDS: Readonly<Record<string, Command>> = {
  'modelOpenness.showOpenness': showOpenness,
  'modelOpenness.newMofFile': newMofFile,
  'modelOpenness.generateMofFile': generateMofFile,
  'modelOpenness.generateBom': generateBom,
  'modelOpenness.updateFromFolder': updateFromFolder,
  'modelOpenness.newKitfile': newKitfile,
  'modelOpenness.newModelfile': newModelfile,
  'modelOpenness.copyBadge': copyBadge,
  'modelOpenness.exportJson': exportJson,
  'modelOpenness.showGapReport': showGapReport,
  'modelOpenness.fixAll': fixAll,
  'modelOpenness.listLicenses': listLicenses,
  'modelOpenness.refreshLicenses': refreshLicenses,
  'modelOpenness.groupLicensesByFile': groupLicensesByFile,
  'modelOpenness.groupLicensesByLicense': groupLicensesByLicense,
  'modelOpenness.exportLicenses': exportLicenses,
  'modelOpenness.bomReadiness': bomReadiness,
  'modelOpenness.compareBoms': compareBoms,
  'modelOpenness.convertBom': convertBom,
  'modelOpenness.createExample': createExample,
  'modelOpenness.addReleasePipeline': addReleasePipeline,
  'modelOpenness.checkModelFolder': checkModelFolder,
  'modelOpenness.releaseModel': releaseModel,
  'modelOpenness.signModel': signModel,
  'modelOpenness.verifyModel': verifyModel,
  'modelOpenness.verifySignatureFile': verifySignatureFile,
  [VERIFY_AGAIN]: verifyAgain,
  [TRUST_SIGNER]: trustSigner,
  'modelOpenness.refreshTrustedRoot': refreshTrustedRoot,
  'modelOpenness.packageModel': packageModel,
  'modelOpenness.pushArtifact': pushArtifact,
  'modelOpenness.pullArtifact': pullArtifact,
  'modelOpenness.copyReference': copyReference,
  'modelOpenness.extractArtifact': extractArtifact,
  'modelOpenness.attachToArtifact': attachToArtifact,
  'modelOpenness.forgetLogins': forgetLogins,
  'modelOpenness.showArtifacts': showArtifacts,
  'modelOpenness.refreshArtifacts': refreshArtifacts,
  'modelOpenness.retryArtifacts': retryArtifacts,
  'modelOpenness.showMoreArtifacts': showMoreArtifacts,
  'modelOpenness.filterArtifacts': filterArtifacts,
  'modelOpenness.clearArtifactFilter': clearArtifactFilter,
  'modelOpenness.sortArtifacts': sortArtifacts,
  'modelOpenness.addRegistry': addRegistry,
  'modelOpenness.addLayout': addLayout,
  'modelOpenness.removeFromArtifacts': removeFromArtifacts,
  'modelOpenness.signInToRegistry': signInToRegistry,
  'modelOpenness.openArtifactPart': openArtifactPart,
  'modelOpenness.verifyArtifact': verifyArtifact,
  'modelOpenness.copyDigest': copyDigest,
  'modelOpenness.copyArtifact': copyArtifact,
  'modelOpenness.tagArtifact': tagArtifact,
  'modelOpenness.untagArtifact': untagArtifact,
  'modelOpenness.deleteArtifact': deleteArtifact,
  'modelOpenness.packageIntoLayout': packageIntoLayout,
  'modelOpenness.inspect': inspect,
  'modelOpenness.previewBom': previewBom,
  'modelOpenness.reopenAsText': reopenAsText,
  'modelOpenness.exportEvidence': exportEvidence,
  'modelOpenness.compareArtifacts': compareArtifacts,
  'modelOpenness.restartServer': restartServer,
  'modelOpenness.showLog': showLog,
  'modelOpenness.openDocumentation': openDocumentation,
  'modelOpenness.addComponent': addComponent,
  'modelOpenness.addMissingComponents': addMissingComponents,
  'modelOpenness.fillIn': fillIn,
  'modelOpenness.fixLicense': mendLicense,
  'modelOpenness.setLicense': mendLicense,
  'modelOpenness.revealComponent': revealComponent,
};

export function registerCommands(extension: Extension): vscode.Disposable {
  const { log } = extension;
  return vscode.Disposable.from(
    ...Object.entries(COMMANDS).map(([id, command]) =>
      vscode.commands.registerCommand(id, async (...args: unknown[]) => {
        try {
          return await command(extension, ...(args.map(subjectOf) as never[]));
        } catch (error) {
          log.error(error instanceof Error ? error : String(error));
          const openLog = vscode.l10n.t('Open Log');
          const message = vscode.l10n.t('Model Openness could not do that: {0}', reason(error));
          if ((await vscode.window.showErrorMessage(message, openLog)) === openLog) log.show();
          return undefined;
        }
      }),
    ),
  );
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
