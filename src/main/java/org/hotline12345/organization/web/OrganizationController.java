package org.hotline12345.organization.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Page;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Categories;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.organization.Regions;
import org.hotline12345.organization.Settings;
import org.hotline12345.organization.Units;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists what a hotline works with: jurisdictions, units, matters, places, settings. */
@RestController
@RequestMapping("/api")
@Tag(name = "organization", description = "热线区域、承办单位、诉求类别、行政区划与设置")
class OrganizationController {

    private static final String JURISDICTION = "热线区域的GB/T 2260代码，例如430500；不填为本系统默认区域";

    private final Jurisdictions jurisdictions;
    private final Units units;
    private final Categories categories;
    private final Regions regions;
    private final Settings settings;
    private final Actors actors;

    OrganizationController(Jurisdictions jurisdictions, Units units, Categories categories, Regions regions,
            Settings settings, Actors actors) {
        this.jurisdictions = jurisdictions;
        this.units = units;
        this.categories = categories;
        this.regions = regions;
        this.settings = settings;
        this.actors = actors;
    }

    @GetMapping("/jurisdictions")
    @Operation(summary = "热线区域", operationId = "listJurisdictions")
    List<JurisdictionView> jurisdictions() {
        return jurisdictions.list().stream().map(JurisdictionView::of).toList();
    }

    @GetMapping("/units")
    @Operation(summary = "承办单位", description = "按热线通报的排列顺序，含已撤并的单位。", operationId = "listUnits")
    @ApiResponse(responseCode = "404", description = "organization.unknownJurisdiction：没有该热线区域")
    List<UnitView> units(@RequestParam(required = false) @Parameter(description = JURISDICTION) String jurisdiction) {
        return units.list(code(jurisdiction)).stream().map(UnitView::of).toList();
    }

    @GetMapping("/categories")
    @Operation(summary = "诉求类别", description = "两级：大类及其小类。", operationId = "listCategories")
    @ApiResponse(responseCode = "404", description = "organization.unknownJurisdiction：没有该热线区域")
    List<CategoryView> categories(
            @RequestParam(required = false) @Parameter(description = JURISDICTION) String jurisdiction) {
        return categories.list(code(jurisdiction)).stream().map(CategoryView::of).toList();
    }

    @GetMapping("/regions")
    @Operation(summary = "行政区划", description = "GB/T 2260代码；无国家代码的开发区用本地代码。", operationId = "listRegions")
    @ApiResponse(responseCode = "404", description = "organization.unknownJurisdiction：没有该热线区域")
    List<RegionView> regions(@RequestParam(required = false) @Parameter(description = JURISDICTION) String jurisdiction) {
        String code = code(jurisdiction);
        return regions.list(code).stream().map(region -> RegionView.of(region, regions.districtUnit(code, region.code())))
                .toList();
    }

    @GetMapping("/settings")
    @Operation(summary = "设置", description = "全部设置项及其单位、默认值和后果说明。", operationId = "listSettings")
    @ApiResponse(responseCode = "404", description = "organization.unknownJurisdiction：没有该热线区域")
    List<SettingView> settings(
            @RequestParam(required = false) @Parameter(description = JURISDICTION) String jurisdiction) {
        return settings.list(code(jurisdiction)).stream().map(SettingView::of).toList();
    }

    @PutMapping("/settings/{key}")
    @Operation(summary = "修改设置", description = "仅限系统管理员，立即生效。", operationId = "changeSetting")
    @ApiResponse(responseCode = "400", description = "organization.badSetting：取值不合要求")
    @ApiResponse(responseCode = "403", description = "organization.settingNotAllowed：不是系统管理员")
    @ApiResponse(responseCode = "404", description = "organization.unknownSetting：没有该设置项")
    SettingView change(@PathVariable String key,
            @RequestParam(required = false) @Parameter(description = JURISDICTION) String jurisdiction,
            @RequestBody ChangeSetting change) {
        Actor actor = actors.current();
        if (!actor.has("camunda-admin")) {
            throw Refusal.forbidden("organization.settingNotAllowed", "只有系统管理员可以修改设置。");
        }
        String code = code(jurisdiction);
        settings.change(code, key, change.value(), actor.id());
        return settings.list(code).stream().filter(value -> value.setting().key().equals(key)).map(SettingView::of)
                .findFirst().orElseThrow();
    }

    @GetMapping("/settings/changes")
    @Operation(summary = "设置的修改历史", description = "仅限系统管理员。每一项何人何时由何值改为何值，新的在前。", operationId = "listSettingChanges")
    @ApiResponse(responseCode = "403", description = "organization.settingNotAllowed：不是系统管理员")
    Page<Settings.Change> changes(@RequestParam(required = false) @Parameter(description = JURISDICTION) String jurisdiction,
            @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") int size) {
        if (!actors.current().has("camunda-admin")) {
            throw Refusal.forbidden("organization.settingNotAllowed", "只有系统管理员可以查看设置的修改历史。");
        }
        return settings.changes(code(jurisdiction), page, size);
    }

    private String code(String jurisdiction) {
        return jurisdictions.require(jurisdiction).code();
    }

    /** The new value of a setting, as text. */
    record ChangeSetting(String value) {}
}
