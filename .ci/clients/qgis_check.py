#!/usr/bin/env python3
"""Opens the layers, the project and the layer definition in QGIS, without a screen.

    /usr/bin/python3 qgis_check.py FOLDER PNG     (FOLDER as dateline wrote it with gpkg, geojson)

Checked against the GeoJSON of the same run: the styles beside the files and in the GeoPackage
are applied, the project opens with its layers, groups and times, the temporal filter of a week
finds the events of that week and no more. PNG is a picture of the project.
"""
import os
import sys
from html import escape

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from qgis.core import (  # noqa: E402
    Qgis, QgsApplication, QgsDateTimeRange, QgsExpression, QgsExpressionContext,
    QgsExpressionContextUtils, QgsFeatureRequest, QgsLayerDefinition,
    QgsMapRendererParallelJob, QgsMapSettings, QgsProject, QgsRectangle, QgsVectorLayer,
    QgsVectorLayerTemporalContext)
from qgis.PyQt.QtCore import QDateTime, QSize, Qt  # noqa: E402
from qgis.PyQt.QtGui import QColor  # noqa: E402

from checking import check, end, expect, load  # noqa: E402

# Features whose map tips are read.
TIPS = 400


def instant(text):
    return QDateTime.fromString(text, Qt.ISODate)


def in_time(layer, first, last):
    """Features of a layer that the temporal controller leaves."""
    span = QgsDateTimeRange(instant(first), instant(last))
    context = QgsVectorLayerTemporalContext()
    context.setLayer(layer)
    wanted = layer.temporalProperties().createFilterString(context, span)
    return sum(1 for _ in layer.getFeatures(QgsFeatureRequest().setFilterExpression(wanted)))


def expected_in(features, first, last):
    return sum(1 for feature in features
               if feature["properties"]["event_start"]
               and feature["properties"]["event_start"] < last
               and feature["properties"]["event_end"] >= first)


def check_styles(folder):
    for uri, what in ((f"{folder}/events.geojson", "events.qml"),
                      (f"{folder}/events.fgb", "events.qml for FlatGeobuf"),
                      (f"{folder}/dateline.gpkg|layername=events", "layer_styles")):
        layer = QgsVectorLayer(uri, "events", "ogr")
        # The window does this by itself; the constructor resets the temporal properties.
        layer.loadDefaultStyle()
        renderer = layer.renderer()
        check(what, layer.isValid() and renderer.type() == "pointCluster"
              and renderer.embeddedRenderer().type() == "categorizedSymbol"
              and renderer.embeddedRenderer().classAttribute() == "event_type"
              and layer.temporalProperties().isActive()
              and layer.temporalProperties().startField() == "event_start"
              and layer.labelsEnabled() and "trigger" in layer.mapTipTemplate(),
              f"{layer.featureCount()} features, {renderer.type()}")


def check_map_tips(folder, features):
    """The sentence of every tip has the trigger marked where it stands, and is text, not HTML."""
    layer = QgsVectorLayer(f"{folder}/events.geojson", "events", "ogr")
    layer.loadDefaultStyle()
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    known = {feature["id"]: feature["properties"] for feature in features}
    held = True
    for feature in layer.getFeatures(QgsFeatureRequest().setLimit(TIPS)):
        context.setFeature(feature)
        tip = QgsExpression.replaceExpressionText(layer.mapTipTemplate(), context)
        held &= expect("map tip", sentence_html(known[feature["id"]]) in tip, tip)
    check("map tips", held, "triggers marked by position")


def sentence_html(properties):
    sentence, trigger = properties["sentence"], properties["trigger"]
    at = properties["trigger_at"]
    parts = [sentence[:at], trigger, sentence[at + len(trigger):]]
    before, word, after = (escape(part).replace("&#x27;", "'") for part in parts)
    return f'<p>{before}<b style="background:#ffe08a">{word}</b>{after}</p>'


def check_project(folder, features):
    project = QgsProject.instance()
    check("dateline.qgz opens", project.read(f"{folder}/dateline.qgz"), project.error())
    check("coordinate system", project.crs().authid() == "EPSG:4326")
    layers = {layer.name(): layer for layer in project.mapLayers().values()}
    check("all layers valid", layers and all(layer.isValid() for layer in layers.values()),
          ", ".join(layers))
    check("the world under them", layers["Countries"].featureCount() > 200
          and project.backgroundColor() == QColor(221, 229, 234))
    groups = [group.name() for group in project.layerTreeRoot().findGroups()]
    check("groups", "What happened" in groups and "Without a date" in groups, str(groups))
    dated = [feature for feature in features if feature["properties"]["event_start"]]
    overview, near = layers["Events, overview"], layers["Events, close up"]
    undated = layers["Events without a date"]
    count = lambda layer: sum(1 for _ in layer.getFeatures())
    check("dated and undated", (count(overview), count(undated))
          == (len(dated), len(features) - len(dated)), f"{count(overview)}, {count(undated)}")
    check("clusters far, rings near", overview.renderer().type() == "pointCluster"
          and near.renderer().type() == "pointDisplacement"
          and overview.maximumScale() == near.minimumScale())
    times = project.timeSettings().temporalRange()
    check("time range of the data", not dated or (
        times.begin() == instant(min(f["properties"]["event_start"] for f in dated))
        and times.end() == instant(max(f["properties"]["event_end"] for f in dated))),
        f"{times.begin().toString(Qt.ISODate)} to {times.end().toString(Qt.ISODate)}")
    if dated:
        starts = sorted(feature["properties"]["event_start"] for feature in dated)
        first, last = starts[0], starts[len(starts) // 2]
        left = in_time(overview, first, last)
        check("temporal filter of the first half", left == expected_in(dated, first, last)
              and left < len(dated), f"{left} of {len(dated)} events up to {last}")
    return project


def draw(project, features, path):
    """The densest part of the events, dated layers only, as the project orders them."""
    points = [feature["geometry"]["coordinates"] for feature in features]
    middle = sorted(points)[len(points) // 2]
    settings = QgsMapSettings()
    settings.setLayers(project.layerTreeRoot().checkedLayers())
    settings.setOutputSize(QSize(900, 560))
    settings.setBackgroundColor(project.backgroundColor())
    settings.setDestinationCrs(project.crs())
    settings.setExtent(QgsRectangle(middle[0] - 9, middle[1] - 6, middle[0] + 9, middle[1] + 6))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    image.save(path)
    colors = {image.pixel(x, y) for x in range(0, 900, 2) for y in range(0, 560, 2)}
    check("picture", len(colors) > 20 and not job.errors(), f"{path}, {len(colors)} colours")


def main(folder, png):
    QgsApplication.setPrefixPath("/usr", True)
    application = QgsApplication([], False)
    application.initQgis()
    features = load(f"{folder}/events.geojson")["features"]
    check_styles(folder)
    check_map_tips(folder, features)
    project = check_project(folder, features)
    draw(project, features, png)
    project.clear()
    loaded, error = QgsLayerDefinition.loadLayerDefinition(
        f"{folder}/dateline.qlr", project, project.layerTreeRoot())
    valid = all(layer.isValid() for layer in project.mapLayers().values())
    check("dateline.qlr", loaded and valid and project.mapLayers(), error)
    project.clear()
    application.exitQgis()
    end(f"QGIS {Qgis.QGIS_VERSION}")


main(os.path.abspath(sys.argv[1]), sys.argv[2])
