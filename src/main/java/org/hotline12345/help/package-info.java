/** Help (帮助): the guides of all workplaces inside the product, with their pictures, searched by heading and text. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"common"})
package org.hotline12345.help;
